/**
 * Dashboards that somebody made in Grafana: read, whichever schema they are in, and made ready to stand beside ours.
 *
 * @module
 */
export {
  type DataSourceUse,
  type ImportedDashboard,
  type ImportedPanel,
  importedDashboard,
} from "./dashboard.ts";
export { texts } from "./json.ts";
export { type DashboardUse, dashboardLinks } from "./links.ts";
export { inputValues, preparedDashboard } from "./prepare.ts";
export { variablesIn, withoutVariables } from "./variables.ts";
