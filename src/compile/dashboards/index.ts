/**
 * Services to Grafana dashboards: a plain intermediate form, and an emitter for each of Grafana's two schemas.
 *
 * @module
 */
export { teamDashboards } from "./artifact.ts";
export { classicDashboard } from "./classic/dashboard.ts";
export { teamFolder } from "./folder.ts";
export { layout } from "./layout.ts";
export type * from "./model.ts";
export { fleetDashboardModel } from "./pages/fleet.ts";
export { platformDashboardModel } from "./pages/platform.ts";
export { sloDashboardModel } from "./pages/slos.ts";
export { teamDashboardModel } from "./pages/team.ts";
export { serviceDashboardModel } from "./service-dashboard.ts";
export { dashboardV2 } from "./v2/dashboard.ts";
