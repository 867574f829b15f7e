import { folderUid, type ResolvedEnvironment, type ResolvedTeam } from "../../workspace/index.ts";
import { displayTitle } from "./escape.ts";

/** The Grafana folder of a team in an environment. */
export function teamFolder(
  environment: ResolvedEnvironment,
  team: ResolvedTeam,
): { readonly title: string; readonly uid: string } {
  return {
    title: displayTitle(team.displayName, team.name, environment.name),
    uid: folderUid(environment.name, team.name),
  };
}
