import type { EnvironmentArtifacts, ServiceArtifact, TeamArtifacts } from "../artifacts/index.ts";
import { type Simulator, simulator } from "../routing/index.ts";
import { alertsByService, type ServiceAlert } from "./alerts.ts";

/** What a service can be covered by, in the order of reading. */
export const PILLARS = ["metrics", "slo", "page", "route", "dashboard", "logs", "errors", "runbook"] as const;
/** What a service can be covered by. */
export type Pillar = (typeof PILLARS)[number];

/** Whether a pillar covers a service, and why or why not, in a few words. */
export interface PillarCoverage {
  readonly covered: boolean;
  readonly note: string;
}

/** All pillars of a service. */
export interface Coverage {
  readonly service: string;
  readonly team: string;
  readonly tier: string;
  readonly pillars: Readonly<Record<Pillar, PillarCoverage>>;
}

/**
 * Coverage of every service of an environment, sorted by name. It is read off the artifacts that are deployed, and
 * routes are followed in the configuration that Alertmanager gets.
 */
export function coverage(environment: EnvironmentArtifacts): readonly Coverage[] {
  const routing = simulator(environment.alerting.config);
  const rows = environment.teams.flatMap((team) => {
    const alerts = alertsByService(team);
    return team.services.map((service) =>
      serviceCoverage(team, service, alerts.get(service.name) ?? [], routing),
    );
  });
  return rows.sort((a, b) => (a.service < b.service ? -1 : 1));
}

function serviceCoverage(
  team: TeamArtifacts,
  service: ServiceArtifact,
  alerts: readonly ServiceAlert[],
  routing: Simulator,
): Coverage {
  const dashboard = team.dashboards.find(({ name }) => name === `service-${service.name}`);
  const pages = alerts.filter(({ rule }) => rule.labels.severity === "critical");
  const unread = alerts.filter(({ rule }) => rule.annotations.runbook_url === undefined);
  return {
    service: service.name,
    team: team.team,
    tier: service.tier,
    pillars: {
      metrics: counted(service.metrics.length, "metric", "declares none"),
      slo: counted(service.slos.length, "SLO", "has none"),
      page: counted(pages.length, "alert", "nothing wakes anybody"),
      route: routed(alerts, routing),
      dashboard: dashboard === undefined ? no("has none") : yes(dashboard.uid),
      logs:
        service.logs === null
          ? no("declares none")
          : yes(`${service.logs.format}, ${service.logs.retention}`),
      errors: service.errorProject === null ? no("not tracked") : yes(service.errorProject),
      runbook:
        alerts.length === 0
          ? no("no alert")
          : unread.length === 0
            ? yes(`${alerts.length} of ${alerts.length} alerts`)
            : no(`${unread.length} of ${alerts.length} alerts have none`),
    },
  };
}

/** Every alert that is sent at all must reach somebody; `info` may be left unsent by choice. */
function routed(alerts: readonly ServiceAlert[], routing: Simulator): PillarCoverage {
  const sent = alerts.filter(({ rule }) => rule.labels.severity !== "info");
  if (sent.length === 0) {
    return no("no alert");
  }
  const lost = sent.filter(
    ({ rule }) =>
      !routing
        .routes({ ...rule.labels, alertname: rule.alert })
        .some(({ receiver }) => routing.reachable.has(receiver)),
  );
  const [first] = lost;
  return first === undefined
    ? yes(`${sent.length} of ${sent.length} alerts`)
    : no(`${first.rule.alert} reaches nobody`);
}

function counted(count: number, what: string, none: string): PillarCoverage {
  return count === 0 ? no(none) : yes(`${count} ${what}${count === 1 ? "" : "s"}`);
}

function yes(note: string): PillarCoverage {
  return { covered: true, note };
}

function no(note: string): PillarCoverage {
  return { covered: false, note };
}
