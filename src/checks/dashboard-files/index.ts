import type { Diagnostic } from "../../diagnostics/index.ts";
import { importedDashboard } from "../../imported/index.ts";
import type { Check } from "../check.ts";
import { conventions } from "./conventions.ts";
import { type DashboardUnderCheck, dashboardsOf } from "./dashboards.ts";
import { dataSources } from "./data-sources.ts";
import { queries } from "./queries.ts";
import { secrets } from "./secrets.ts";

type DashboardCheck = (dashboard: DashboardUnderCheck) => readonly Diagnostic[];

const CHECKS: readonly DashboardCheck[] = [secrets, dataSources, queries, conventions];

/** Dashboards that somebody made in Grafana keep what the generated ones keep. */
export const dashboardFiles: Check = (draft) =>
  dashboardsOf(draft).flatMap((file) => {
    const dashboard = importedDashboard(file.content);
    return dashboard === undefined
      ? [
          file.find("unreadable-dashboard", [], {
            message: "the file holds no dashboard",
            hint: "Export it from Grafana as JSON: an object with `panels`, or with `elements` in the v2 schema.",
          }),
        ]
      : CHECKS.flatMap((check) => check({ ...file, draft, dashboard }));
  });
