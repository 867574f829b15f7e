/**
 * Thin constructs for the resources of Grafana's provider that Crowsnest makes.
 *
 * @module
 */
export { GrafanaDashboard } from "./dashboard.ts";
export { GrafanaDashboardV2 } from "./dashboard-v2.ts";
export { GrafanaFolder } from "./folder.ts";
