import type { DashboardArtifact } from "../../artifacts/index.ts";
import type { ResolvedEnvironment, ResolvedTeam } from "../../workspace/index.ts";
import { classicDashboard } from "./classic/dashboard.ts";
import { importedArtifacts } from "./imported.ts";
import type { Dashboard } from "./model.ts";
import { fleetDashboardModel } from "./pages/fleet.ts";
import { platformDashboardModel } from "./pages/platform.ts";
import { sloDashboardModel } from "./pages/slos.ts";
import { teamDashboardModel } from "./pages/team.ts";
import { serviceDashboardModel } from "./service-dashboard.ts";
import { dashboardV2 } from "./v2/dashboard.ts";

/** Every dashboard in a team's folder; those of the platform's team are also about everybody. */
export function teamDashboards(
  environment: ResolvedEnvironment,
  team: ResolvedTeam,
): readonly DashboardArtifact[] {
  const artifact = (name: string, dashboard: Dashboard) => dashboardArtifact(environment, name, dashboard);
  const ownsPlatform = team.name === environment.platform.team;
  return [
    ...(ownsPlatform ? [artifact("fleet", fleetDashboardModel(environment))] : []),
    ...(ownsPlatform ? [artifact("platform", platformDashboardModel(environment))] : []),
    ...team.services.map((service) =>
      artifact(`service-${service.name}`, serviceDashboardModel(environment, service)),
    ),
    ...team.services
      .filter(({ slos }) => slos.length > 0)
      .map((service) => artifact(`slos-${service.name}`, sloDashboardModel(environment, service))),
    ...(team.services.length > 0 ? [artifact("team", teamDashboardModel(environment, team))] : []),
    ...importedArtifacts(environment, team),
  ];
}

/** A dashboard in the schema that the platform chose. */
function dashboardArtifact(
  { platform }: ResolvedEnvironment,
  name: string,
  dashboard: Dashboard,
): DashboardArtifact {
  const schema = platform.grafana.dashboardSchema;
  return {
    folderUid: dashboard.folderUid,
    json: JSON.stringify(schema === "v2" ? dashboardV2(dashboard) : classicDashboard(dashboard)),
    name,
    schema,
    tags: dashboard.tags,
    title: dashboard.title,
    uid: dashboard.uid,
  };
}
