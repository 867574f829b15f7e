import type {
  EnvironmentArtifacts,
  KubernetesObject,
  ServiceArtifact,
  TeamArtifacts,
  WaiverArtifact,
} from "../artifacts/index.ts";
import { PILLARS, type Pillar } from "../definitions/pillar.ts";
import { type Simulator, simulator } from "../routing/index.ts";
import { alertsByService, type ServiceAlert } from "./alerts.ts";
import { ownership } from "./owner.ts";
import { no, type PillarCoverage, yes } from "./pillar-coverage.ts";

/** All pillars of a service, and what its tier must have. */
export interface Coverage {
  readonly service: string;
  readonly team: string;
  readonly tier: string;
  readonly pillars: Readonly<Record<Pillar, PillarCoverage>>;
  /** What the policy asks of its tier, in the order of reading. */
  readonly required: readonly Pillar[];
  /** What of that it may lack, each until a day. */
  readonly waivers: readonly WaiverArtifact[];
}

/**
 * Coverage of every service of an environment, sorted by name. It is read off the artifacts that are deployed, and
 * routes are followed in the configuration that Alertmanager gets.
 */
export function coverage(environment: EnvironmentArtifacts): readonly Coverage[] {
  const routing = simulator(environment.alerting.config);
  const rows = environment.teams.flatMap((team) => {
    const alerts = alertsByService(team);
    const probes = probesByService(team.serviceMonitors);
    return team.services.map((service) =>
      serviceCoverage({
        alerts: alerts.get(service.name) ?? [],
        environment: environment.environment,
        probes: probes.get(service.name) ?? 0,
        routing,
        service,
        team,
      }),
    );
  });
  return rows.sort((a, b) => (a.service < b.service ? -1 : 1));
}

function serviceCoverage(context: {
  readonly alerts: readonly ServiceAlert[];
  readonly environment: string;
  readonly probes: number;
  readonly routing: Simulator;
  readonly service: ServiceArtifact;
  readonly team: TeamArtifacts;
}): Coverage {
  const { alerts, environment, probes, routing, service, team } = context;
  const dashboard = team.dashboards.find(({ name }) => name === `service-${service.name}`);
  const unread = alerts.filter(({ rule }) => rule.annotations.runbook_url === undefined);
  const required = new Set(service.requiredPillars);
  return {
    service: service.name,
    team: team.team,
    tier: service.tier,
    pillars: {
      metrics: counted(service.metrics.length, "metric", "declares none"),
      slo: counted(service.slos.length, "SLO", "has none"),
      page: heard(alerts, "critical", routing, "nothing wakes anybody"),
      ticket: heard(alerts, "warning", routing, "nothing asks to be mended"),
      route: routed(alerts, routing),
      dashboard: dashboard === undefined ? no("has none") : yes(dashboard.uid),
      logs:
        service.logs === null
          ? no("declares none")
          : yes(`${service.logs.format}, ${service.logs.retention}`),
      errors: service.errorProject === null ? no("not tracked") : yes(service.errorProject),
      probe: counted(probes, "address", "asked from nowhere", "es"),
      runbook:
        alerts.length === 0
          ? no("no alert")
          : unread.length === 0
            ? yes(`${alerts.length} of ${alerts.length} alerts`)
            : no(`${unread.length} of ${alerts.length} alerts have none`),
      owner: ownership({ environment, service: service.name, team: team.team }, routing),
    },
    required: PILLARS.filter((pillar) => required.has(pillar)),
    waivers: service.waivers,
  };
}

/** An alert of a severity must be there, and one of them must reach somebody. */
function heard(
  alerts: readonly ServiceAlert[],
  severity: "critical" | "warning",
  routing: Simulator,
  none: string,
): PillarCoverage {
  const all = alerts.filter(({ rule }) => rule.labels.severity === severity);
  return all.length > 0 && !all.some((alert) => reaches(alert, routing))
    ? no(`none of ${counting(all.length, "alert")} reaches anybody`)
    : counted(all.length, "alert", none);
}

/** Every alert that is sent at all must reach somebody; `info` may be left unsent by choice. */
function routed(alerts: readonly ServiceAlert[], routing: Simulator): PillarCoverage {
  const sent = alerts.filter(({ rule }) => rule.labels.severity !== "info");
  if (sent.length === 0) {
    return no("no alert");
  }
  const lost = sent.find((alert) => !reaches(alert, routing));
  return lost === undefined
    ? yes(`${sent.length} of ${sent.length} alerts`)
    : no(`${lost.rule.alert} reaches nobody`);
}

function reaches({ rule }: ServiceAlert, routing: Simulator): boolean {
  return routing
    .routes({ ...rule.labels, alertname: rule.alert })
    .some(({ receiver }) => routing.reachable.has(receiver));
}

/** How many probes of the blackbox exporter carry each service's name. */
function probesByService(objects: readonly KubernetesObject[]): ReadonlyMap<string, number> {
  const probes = new Map<string, number>();
  for (const { kind, spec } of objects) {
    if (kind !== "Probe") {
      continue;
    }
    const { targets } = spec as { readonly targets?: { readonly staticConfig?: StaticTargets } };
    const { labels, static: addresses = [] } = targets?.staticConfig ?? {};
    const service = labels?.service ?? "";
    probes.set(service, (probes.get(service) ?? 0) + addresses.length);
  }
  return probes;
}

interface StaticTargets {
  readonly labels?: Readonly<Record<string, string>>;
  readonly static?: readonly string[];
}

function counted(count: number, what: string, none: string, plural = "s"): PillarCoverage {
  return count === 0 ? no(none) : yes(counting(count, what, plural));
}

function counting(count: number, what: string, plural = "s"): string {
  return `${count} ${what}${count === 1 ? "" : plural}`;
}
