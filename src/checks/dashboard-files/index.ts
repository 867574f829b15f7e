import type { Diagnostic } from "../../diagnostics/index.ts";
import { importedDashboard } from "../../imported/index.ts";
import { inference } from "../../query/promql/index.ts";
import type { Check } from "../check.ts";
import { workspaceScope } from "../promql/scope.ts";
import { conventions } from "./conventions.ts";
import { type DashboardUnderCheck, dashboardsOf } from "./dashboards.ts";
import { dataSources } from "./data-sources.ts";
import { links } from "./links.ts";
import { queries } from "./queries.ts";
import { secrets } from "./secrets.ts";

type DashboardCheck = (dashboard: DashboardUnderCheck) => readonly Diagnostic[];

const CHECKS: readonly DashboardCheck[] = [secrets, dataSources, queries, links, conventions];

/** Dashboards that somebody made in Grafana keep what the generated ones keep. */
export const dashboardFiles: Check = (draft) => {
  const files = dashboardsOf(draft);
  if (files.length === 0) {
    return [];
  }
  // All metrics of all services: collected once for every query of every file.
  const scope = workspaceScope(draft);
  const workspace = { draft, scope, shapeOf: inference(scope.lookup) };
  return files.flatMap((file) => {
    const dashboard = importedDashboard(file.content);
    return dashboard === undefined
      ? [
          file.find("unreadable-dashboard", [], {
            message: "the file holds no dashboard",
            hint: "Export it from Grafana as JSON: an object with `panels`, or with `elements` in the v2 schema.",
          }),
        ]
      : CHECKS.flatMap((check) => check({ ...file, ...workspace, dashboard }));
  });
};
