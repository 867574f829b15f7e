/**
 * The compiler: a linked workspace becomes plain, readonly, sorted artifacts. Pure; the same input gives the same
 * bytes.
 *
 * @module
 */
import type {
  Artifacts,
  EnvironmentArtifacts,
  PrometheusRuleArtifact,
  RuleGroup,
  TeamArtifacts,
} from "../artifacts/index.ts";
import type { ResolvedEnvironment, ResolvedService, ResolvedTeam, Workspace } from "../workspace/index.ts";
import { alertRuleGroups, selfGroups, symptomGroups, withOverrides } from "./alerts/index.ts";
import { hostCollectors } from "./collector/host.ts";
import { teamDashboards, teamFolder } from "./dashboards/index.ts";
import { teamErrors } from "./errors/index.ts";
import { serviceArtifact, serviceInfoGroup } from "./inventory/index.ts";
import { countedLogGroups } from "./logs/counted-events.ts";
import { elasticsearchArtifact } from "./logs/elasticsearch/index.ts";
import { logRules } from "./logs/index.ts";
import { teamKibana } from "./logs/kibana/index.ts";
import { logVolumeGroups } from "./logs/volume.ts";
import { packRules } from "./packing.ts";
import { collectorRelease } from "./platform/collector.ts";
import { crdReleases, platformArtifact } from "./platform/index.ts";
import { alertingArtifact } from "./routing/index.ts";
import { serviceMonitor } from "./scraping/index.ts";
import { probeObjects } from "./scraping/probes.ts";
import { sloRuleGroups } from "./slos/index.ts";
import { backendArtifact, clusterArtifact } from "./targets.ts";

export {
  alertId,
  alertsOf,
  ERROR_DETECTION_SECONDS,
  HIGH_ERROR_RATIO_ALERT,
  PROBE_FAILING_ALERT,
  SYMPTOM_ALERTS,
} from "./alerts/index.ts";
export { BURN_RATE_ALERT } from "./slos/burn-rate-alerts.ts";

export { ruleTests } from "./slos/rule-tests/index.ts";

/** Compiles a workspace that has no errors. */
export function compileWorkspace(workspace: Workspace): Artifacts {
  return {
    environments: workspace.environments.map((environment) =>
      compileEnvironment(environment, teamDashboards),
    ),
  };
}

/** The same without dashboards, which are most of the work and which no audit looks at. */
export function compileForAudits(workspace: Workspace): Artifacts {
  return {
    environments: workspace.environments.map((environment) => compileEnvironment(environment, () => [])),
  };
}

function compileEnvironment(
  environment: ResolvedEnvironment,
  dashboards: typeof teamDashboards,
): EnvironmentArtifacts {
  const { platform } = environment;
  return {
    alerting: alertingArtifact(environment),
    backend: backendArtifact(environment.backend),
    cluster: clusterArtifact(environment.cluster),
    crds: crdReleases(environment),
    elasticsearch:
      platform.logs?.kind === "elk"
        ? elasticsearchArtifact(environment, platform.logs, [collectorRelease(environment, platform.logs)])
        : null,
    environment: environment.name,
    grafanaUrl: platform.grafana.url,
    hostCollectors: hostCollectors(environment),
    platform: platformArtifact(environment),
    sentry: platform.errors
      ? { organization: platform.errors.organization, url: platform.errors.url ?? null }
      : null,
    teams: environment.teams.map((team) => compileTeam(environment, team, dashboards)),
  };
}

function compileTeam(
  environment: ResolvedEnvironment,
  team: ResolvedTeam,
  dashboards: typeof teamDashboards,
): TeamArtifacts {
  return {
    dashboards: dashboards(environment, team),
    displayName: team.displayName,
    errors: teamErrors(environment, team),
    folder: teamFolder(environment, team),
    kibana: teamKibana(environment, team),
    logRules: logRules(environment, team),
    notify: {
      critical: team.notify.critical,
      info: team.notify.info,
      warning: team.notify.warning,
    },
    prometheusRules: teamRules(environment, team),
    serviceMonitors: team.services.flatMap((service) => [
      serviceMonitor(environment, service),
      ...probeObjects(environment, service),
    ]),
    services: team.services.map(serviceArtifact),
    team: team.name,
  };
}

/** Prometheus's rules of a service, before what it overrides. */
export function serviceRuleGroups(
  environment: ResolvedEnvironment,
  service: ResolvedService,
): readonly RuleGroup[] {
  return [
    serviceInfoGroup(environment, service),
    ...symptomGroups(environment, service),
    ...sloRuleGroups(environment, service),
    ...alertRuleGroups(environment, service),
    ...countedLogGroups(environment, service),
    ...logVolumeGroups(environment, service),
  ];
}

/** Prometheus's rules of a team, packed into objects. */
export function teamRules(
  environment: ResolvedEnvironment,
  team: ResolvedTeam,
): readonly PrometheusRuleArtifact[] {
  const services = team.services.map((service) => ({
    groups: withOverrides(service, serviceRuleGroups(environment, service)),
    service: service.name,
  }));
  const self =
    team.name === environment.platform.team ? [{ groups: selfGroups(environment), service: "alerting" }] : [];
  return packRules(environment, team.name, [...services, ...self]);
}
