import type { DashboardArtifact } from "../../artifacts/index.ts";
import { importedDashboard, preparedDashboard } from "../../imported/index.ts";
import {
  DATA_SOURCE_UIDS,
  folderUid,
  type ImportedFile,
  importedDashboardUid,
  type ResolvedEnvironment,
  type ResolvedTeam,
} from "../../workspace/index.ts";
import { displayTitle } from "./escape.ts";
import { PROJECT_TAG } from "./navigation.ts";

/** Existing dashboards of a team and its services, in the schema that each was written in. */
export function importedArtifacts(
  environment: ResolvedEnvironment,
  team: ResolvedTeam,
): readonly DashboardArtifact[] {
  const files = [...(team.dashboards ?? []), ...team.services.flatMap(({ dashboards }) => dashboards ?? [])];
  return files
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((file) => importedArtifact(environment, team, file) ?? []);
}

/** Name of an existing dashboard among a team's artifacts. */
export function importedName({ name }: Pick<ImportedFile, "name">): string {
  return `file-${name}`;
}

const known = new WeakMap<ResolvedEnvironment, ReadonlyMap<string, string>>();

/** Uids of existing dashboards in an environment, by those that they come with: links between them go on working. */
function importedUids(environment: ResolvedEnvironment): ReadonlyMap<string, string> {
  const made = known.get(environment);
  if (made !== undefined) {
    return made;
  }
  const files = environment.teams.flatMap(({ dashboards = [], services }) => [
    ...dashboards,
    ...services.flatMap((service) => service.dashboards ?? []),
  ]);
  const uids = new Map(
    files.flatMap(({ content, name }) => {
      const uid = importedDashboard(content)?.uid;
      return uid ? [[uid, importedDashboardUid(environment.name, name)] as const] : [];
    }),
  );
  known.set(environment, uids);
  return uids;
}

function importedArtifact(
  environment: ResolvedEnvironment,
  team: ResolvedTeam,
  { name, inputs, content }: ImportedFile,
): DashboardArtifact | undefined {
  const dashboard = importedDashboard(content);
  if (dashboard === undefined) {
    return undefined;
  }
  const uid = importedDashboardUid(environment.name, name);
  const title = displayTitle(dashboard.title, name, environment.name);
  const tags = [...new Set([PROJECT_TAG, team.name, ...dashboard.tags])];
  const dashboards = importedUids(environment);
  const destination = { uid, title, tags, inputs, dashboards, dataSources: DATA_SOURCE_UIDS };
  return {
    folderUid: folderUid(environment.name, team.name),
    json: JSON.stringify(preparedDashboard(dashboard, destination)),
    name: importedName({ name }),
    schema: dashboard.schema,
    tags,
    title,
    uid,
  };
}
