import {
  folderUid,
  type ResolvedEnvironment,
  type ResolvedTeam,
  teamDashboardUid,
} from "../../../workspace/index.ts";
import { criticalMarks } from "../alert-marks.ts";
import { displayTitle } from "../escape.ts";
import type { Dashboard } from "../model.ts";
import { logDataSource } from "../query.ts";
import { targetVariables } from "../target-variables.ts";
import { budgetsRow } from "./budgets.ts";
import { firingRow } from "./firing.ts";
import { logErrorsRow } from "./log-errors.ts";
import { onCallRow } from "./on-call.ts";
import { overviewRow } from "./overview.ts";
import { page } from "./page.ts";
import { teamScope } from "./scope.ts";
import { scopeTable } from "./services-table.ts";

/** The page of a team: its services, their budgets, what fires and who is told. */
export function teamDashboardModel(environment: ResolvedEnvironment, team: ResolvedTeam): Dashboard {
  const scope = teamScope(environment, team);
  const logging = team.services.some(({ logs }) => logs !== undefined);
  return page({
    uid: teamDashboardUid(environment.name, team.name),
    title: displayTitle(`Team ${team.displayName}`, team.name, environment.name),
    description: "The team's services, their error budgets, what fires and who is told.",
    tags: ["team", team.name],
    team: team.name,
    folderUid: folderUid(environment.name, team.name),
    dataSources: logging ? ["prometheus", logDataSource(environment)] : ["prometheus"],
    variables: targetVariables({ identity: scope.matchers }),
    annotations: [criticalMarks(scope.matchers, scope.ruleStep)],
    steps: [scope.rawStep, scope.ruleStep],
    rows: [
      overviewRow(scope),
      { key: "row/services", title: "Services", panels: [scopeTable(scope)] },
      budgetsRow(scope),
      firingRow(scope),
      logging ? logErrorsRow(scope) : undefined,
      onCallRow(environment, [team]),
    ],
  });
}
