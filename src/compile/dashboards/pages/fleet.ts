import { fleetDashboardUid, folderUid, type ResolvedEnvironment } from "../../../workspace/index.ts";
import { criticalMarks } from "../alert-marks.ts";
import { displayTitle } from "../escape.ts";
import type { Dashboard } from "../model.ts";
import { targetVariables } from "../target-variables.ts";
import { budgetsRow } from "./budgets.ts";
import { firingRow } from "./firing.ts";
import { onCallRow } from "./on-call.ts";
import { overviewRow } from "./overview.ts";
import { page } from "./page.ts";
import { fleetScope } from "./scope.ts";
import { scopeTable } from "./services-table.ts";

/** The page of everything: all services of an environment, in the folder of the platform's team. */
export function fleetDashboardModel(environment: ResolvedEnvironment): Dashboard {
  const scope = fleetScope(environment);
  return page({
    uid: fleetDashboardUid(environment.name),
    title: displayTitle("All services", "fleet", environment.name),
    description:
      "Every service: is it well, what is left of its error budgets, and who is told when it is not.",
    tags: ["fleet"],
    folderUid: folderUid(environment.name, environment.platform.team),
    dataSources: ["prometheus"],
    variables: targetVariables({ identity: scope.matchers }),
    annotations: [criticalMarks(scope.matchers, scope.ruleStep)],
    steps: [scope.rawStep, scope.ruleStep],
    rows: [
      overviewRow(scope),
      { key: "row/services", title: "Services", panels: [scopeTable(scope)] },
      budgetsRow(scope),
      firingRow(scope),
      onCallRow(environment, environment.teams),
    ],
  });
}
