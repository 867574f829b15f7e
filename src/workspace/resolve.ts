import { withTierChanges } from "../definitions/alert-policy.ts";
import { requiredPillars } from "../definitions/coverage-policy.ts";
import type { Alert, LogContract, ResolvedPlatform, RunsOn, Slo, Team } from "../definitions/index.ts";
import { workbookPolicy } from "../definitions/index.ts";
import { DEFAULT_RETENTION_CLASS } from "../definitions/logs.ts";
import { durationSeconds, formatDuration } from "../query/promql/index.ts";
import type { Draft, ParsedEnvironment, ParsedService } from "./draft.ts";
import { FAST, needsFastPace } from "./fast.ts";
import type { ImportedFile, ResolvedEnvironment, ResolvedService, ResolvedTeam, Workspace } from "./model.ts";
import { dsnSecretName } from "./names.ts";
import { keptFor } from "./retention.ts";
import { serviceRunbooks, withRunbookAddresses } from "./runbook-addresses.ts";
import type { RunbookFiles } from "./runbook-files.ts";
import { runsIn } from "./runs-in.ts";

/** What counts as too many error lines when a service does not say. */
const DEFAULT_LOG_ERRORS: NonNullable<LogContract["errors"]> = {
  above: 10,
  within: "5m",
  severity: "warning",
};
/** Prometheus's own default; a slower target is cut off before the next scrape begins. */
const LONGEST_SCRAPE_TIMEOUT_SECONDS = 10;

/**
 * Links the definitions of a draft that has no errors: references become names that exist, defaults are filled
 * in by tier and platform, and every service is laid out once for each environment it runs in.
 */
export function resolveWorkspace(draft: Draft): Workspace {
  const services = sortByName(draft.services.map(({ value }) => value));
  const dependents = dependentsOf(services);
  const teams = sortByName(draft.teams.map(({ value }) => value));
  const environments = sortByName(draft.environments.map(({ value }) => value));
  return {
    environments: environments.map((environment) =>
      resolveEnvironment(environment, teams, services, dependents, draft.runbooks),
    ),
  };
}

function resolveEnvironment(
  environment: ParsedEnvironment,
  teams: readonly Team[],
  services: readonly ParsedService[],
  dependents: ReadonlyMap<string, readonly string[]>,
  runbooks: RunbookFiles,
): ResolvedEnvironment {
  const present = services.filter((service) => runsIn(service, environment.name));
  const presentNames = new Set(present.map(({ name }) => name));
  const byTeam = groupByTeam(present);
  const { name, cluster, backend, settings } = environment;
  return {
    name,
    cluster,
    backend,
    platform: settings,
    teams: teams.map(
      (team): ResolvedTeam => ({
        name: team.name,
        displayName: team.displayName,
        notify: team.notify,
        ...(team.onCall !== undefined && { onCall: team.onCall }),
        errors: team.errors,
        ...importedFiles(team),
        services: (byTeam.get(team.name) ?? []).map((service) =>
          resolveService(
            service,
            environment,
            (names) => names.filter((other) => presentNames.has(other)),
            dependents,
            runbooks,
          ),
        ),
      }),
    ),
  };
}

function importedFiles({ dashboards = [] }: Pick<Team, "dashboards">): {
  readonly dashboards?: readonly ImportedFile[];
} {
  return dashboards.length === 0
    ? {}
    : { dashboards: sortByName(dashboards.map(({ name, inputs, content }) => ({ name, inputs, content }))) };
}

/** What may name a runbook. */
interface Addressed {
  readonly name: string;
  readonly runbook?: string | undefined;
}

function resolveService(
  service: ParsedService,
  environment: ParsedEnvironment,
  presentOnly: (names: readonly string[]) => readonly string[],
  dependents: ReadonlyMap<string, readonly string[]>,
  runbooks: RunbookFiles,
): ResolvedService {
  const { name, tier, runsOn, logs, errors } = service;
  const platform = environment.settings;
  const namespace =
    typeof runsOn.namespace === "string" ? runsOn.namespace : (runsOn.namespace[environment.name] ?? "");
  const addressed = <Item extends Addressed>(items: readonly Item[]) =>
    sortByName(withRunbookAddresses(items, platform.runbooks));
  const alerts = addressed(service.alerts as readonly Alert[]);
  const { interval, timeout } = scrapePace(runsOn, platform, needsFastPace({ tier, alerts }));
  return {
    name,
    displayName: service.displayName ?? name,
    description: service.description,
    component: service.component,
    team: service.team,
    tier,
    environment: environment.name,
    namespace,
    scrape: {
      selector: runsOn.selector,
      port: runsOn.metricsPort,
      path: runsOn.metricsPath ?? "/metrics",
      interval,
      timeout,
    },
    metrics: service.metrics,
    slos: addressed(service.slos.map(withCanonicalWindow)),
    alerts,
    rows: service.rows,
    overrides: service.overrides,
    requiredPillars: requiredPillars(platform.coverage, service),
    ...(service.waivers && {
      waivers: [...service.waivers].sort((a, b) => (a.pillar < b.pillar ? -1 : 1)),
    }),
    policy: withTierChanges(service.policy ?? platform.policies[tier] ?? workbookPolicy, service.tiers),
    maintenance: service.maintenance,
    logs: logs && {
      ...logs,
      ...retentionOf(logs, platform),
      errors: logs.errors ?? DEFAULT_LOG_ERRORS,
    },
    ...(service.logAlerts && { logAlerts: addressed(service.logAlerts) }),
    errors: errors && {
      platform: errors.platform,
      project: errors.project ?? name,
      rateLimit: errors.rateLimit,
      spike: errors.spike,
      secretName: dsnSecretName(service),
    },
    dependsOn: presentOnly([...new Set(service.dependsOn)].sort()),
    quietWhileDown: service.quietWhileDown && presentOnly([...new Set(service.quietWhileDown)].sort()),
    dependents: presentOnly(dependents.get(name) ?? []),
    links: service.links,
    ...importedFiles(service),
    ...serviceRunbooks(service, runbooks, platform.runbooks),
  };
}

/** How long lines are kept, and by which class; a class that there is not is a diagnostic of its own. */
function retentionOf(
  { retention: retentionClass = DEFAULT_RETENTION_CLASS }: LogContract,
  { logs }: ResolvedPlatform,
): { readonly retention: string; readonly retentionClass: string } {
  const retention = logs && (keptFor(retentionClass, logs) ?? logs.retention);
  return { retention: retention ?? "30d", retentionClass };
}

/** One spelling for one length of time, so that "4w" and "28d" give the same names. */
function withCanonicalWindow(slo: Slo): Slo {
  return { ...slo, window: formatDuration(durationSeconds(slo.window)) };
}

/** How often a service is scraped: as it says, else as fast as its alerts need, else as the platform does. */
function scrapePace(
  runsOn: RunsOn,
  { prometheus }: ResolvedPlatform,
  fast: boolean,
): { readonly interval: string; readonly timeout: string } {
  const { scrapeInterval, scrapeTimeout } = runsOn;
  const longest = durationSeconds(FAST.scrapeInterval);
  const quicker = durationSeconds(prometheus.scrapeInterval) > longest;
  // A timeout of its own that is longer than the fast interval would be refused by Prometheus.
  if (fast && quicker && scrapeInterval === undefined && durationSeconds(scrapeTimeout ?? "1s") <= longest) {
    return { interval: FAST.scrapeInterval, timeout: scrapeTimeout ?? FAST.scrapeTimeout };
  }
  const interval = scrapeInterval ?? prometheus.scrapeInterval;
  return { interval, timeout: scrapeTimeout ?? defaultScrapeTimeout(interval) };
}

/** How long a scrape may take when nobody says: 80 % of the interval, at most 10 s. */
export function defaultScrapeTimeout(interval: string): string {
  return formatDuration(Math.min(durationSeconds(interval) * 0.8, LONGEST_SCRAPE_TIMEOUT_SECONDS));
}

function dependentsOf(services: readonly ParsedService[]): ReadonlyMap<string, readonly string[]> {
  const dependents = new Map<string, string[]>();
  for (const { name, dependsOn } of services) {
    for (const dependency of new Set(dependsOn)) {
      const list = dependents.get(dependency);
      if (list === undefined) {
        dependents.set(dependency, [name]);
      } else {
        list.push(name);
      }
    }
  }
  return dependents;
}

function groupByTeam(services: readonly ParsedService[]): Map<string, ParsedService[]> {
  const groups = new Map<string, ParsedService[]>();
  for (const service of services) {
    const group = groups.get(service.team);
    if (group === undefined) {
      groups.set(service.team, [service]);
    } else {
      group.push(service);
    }
  }
  return groups;
}

function sortByName<T extends { readonly name: string }>(items: readonly T[]): readonly T[] {
  return [...items].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
