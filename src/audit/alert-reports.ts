import type { AlertingRule, EnvironmentArtifacts, RuleGroup } from "../artifacts/index.ts";
import {
  alertId,
  BURN_RATE_ALERT,
  ERROR_DETECTION_SECONDS,
  HIGH_ERROR_RATIO_ALERT,
  PROBE_FAILING_ALERT,
  SYMPTOM_ALERTS,
} from "../compile/index.ts";
import { durationSeconds } from "../query/promql/index.ts";
import { type LatencyBound, latencyBound, type Route, type Simulator, simulator } from "../routing/index.ts";
import {
  CRITICAL_DELIVERY_SECONDS,
  defaultScrapeTimeout,
  deliveryLimitSeconds,
  type ResolvedEnvironment,
  type ResolvedService,
} from "../workspace/index.ts";

/** How often Loki's ruler evaluates a group that does not say (`ruler.evaluation-interval`). */
const LOKI_EVALUATION_INTERVAL = "1m";

/** One way that an alert takes to somebody. */
export interface AlertDelivery {
  readonly receiver: string;
  /** Lists of integrations that the receiver has, such as `pagerduty_configs`; none reaches nobody. */
  readonly integrations: readonly string[];
  readonly route: Route;
}

/** Everything about one alert in one environment. */
export interface AlertReport {
  readonly environment: string;
  readonly service: string;
  readonly id: string;
  readonly rule: AlertingRule;
  /** The rule's group, and how often it is evaluated. */
  readonly group: string;
  readonly evaluationInterval: string;
  readonly deliveries: readonly AlertDelivery[];
  /** Longest time from the fault to the message; `undefined` where nobody is told, and for alerts on logs. */
  readonly latency: LatencyBound | undefined;
  /** Longest time that is allowed, in seconds; `undefined` for any. */
  readonly limitSeconds: number | undefined;
}

/** Reports on every alert of an environment, Prometheus's before Loki's, in the order of teams and rules. */
export function alertReports(
  environment: ResolvedEnvironment,
  artifacts: EnvironmentArtifacts,
): readonly AlertReport[] {
  const simulated = simulator(artifacts.alerting.config);
  const services = new Map(
    environment.teams.flatMap((team) => team.services).map((service) => [service.name, service]),
  );
  const reportsOf = (groups: readonly RuleGroup[], measured: boolean, pace: string) =>
    groups.flatMap((group) =>
      group.rules.flatMap((rule) =>
        "alert" in rule
          ? [
              report({
                environment,
                // What Loki reads takes ways that are not computed; what is no service's has no scrape.
                service: measured ? services.get(rule.labels.service ?? "") : undefined,
                group: { ...group, interval: group.interval ?? pace },
                rule,
                simulated,
              }),
            ]
          : [],
      ),
    );
  const { evaluationInterval } = environment.platform.prometheus;
  return artifacts.teams.flatMap(({ logRules, prometheusRules }) => [
    ...reportsOf(
      prometheusRules.flatMap(({ groups }) => groups),
      true,
      evaluationInterval,
    ),
    ...reportsOf(logRules?.groups ?? [], false, LOKI_EVALUATION_INTERVAL),
  ]);
}

function report(context: {
  readonly environment: ResolvedEnvironment;
  readonly service: ResolvedService | undefined;
  readonly group: RuleGroup & { readonly interval: string };
  readonly rule: AlertingRule;
  readonly simulated: Simulator;
}): AlertReport {
  const { environment, service, group, rule, simulated } = context;
  const routes = simulated.routes({ alertname: rule.alert, ...rule.labels });
  const deliveries = routes.map((route) => ({
    receiver: route.receiver,
    integrations: simulated.integrations.get(route.receiver) ?? [],
    route,
  }));
  const reaching = deliveries.filter((delivery) => delivery.integrations.length > 0);
  const bounds = reaching.flatMap(({ route }) =>
    service === undefined ? [] : [boundOf(service, rule, group.interval, route)],
  );
  const [first] = bounds.sort((a, b) => a.seconds - b.seconds);
  return {
    environment: environment.name,
    service: rule.labels.service ?? "",
    id: alertId(rule),
    rule,
    group: group.name,
    evaluationInterval: group.interval,
    deliveries,
    latency: first,
    limitSeconds: service && limitOf(service, rule),
  };
}

function boundOf(
  service: ResolvedService,
  rule: AlertingRule,
  evaluationInterval: string,
  route: Route,
): LatencyBound {
  return latencyBound({
    detection: detectionSeconds(service, rule),
    ...scrapeOf(service, rule),
    evaluationInterval: durationSeconds(evaluationInterval),
    for: rule.for === undefined ? 0 : durationSeconds(rule.for),
    groupWait: durationSeconds(route.groupWait),
    groupInterval: durationSeconds(route.groupInterval),
  });
}

/** A probe is made at an interval of its own. */
function scrapeOf({ scrape, slos }: ResolvedService, { alert, labels }: AlertingRule) {
  const sli = slos.find(({ name }) => name === labels.slo)?.sli;
  const { interval, timeout } =
    alert === PROBE_FAILING_ALERT && sli?.kind === "probe"
      ? { interval: sli.interval, timeout: defaultScrapeTimeout(sli.interval) }
      : scrape;
  return { scrapeInterval: durationSeconds(interval), scrapeTimeout: durationSeconds(timeout) };
}

/**
 * How long a total outage lasts before the alert's own window shows it. A burn-rate window has it after
 * `factor × budget × window` (The Site Reliability Workbook, chapter 5). A condition that somebody wrote counts from
 * the moment it holds.
 */
function detectionSeconds(service: ResolvedService, { alert, labels }: AlertingRule): number {
  if (alert === HIGH_ERROR_RATIO_ALERT) {
    return ERROR_DETECTION_SECONDS;
  }
  const slo = service.slos.find(({ name }) => name === labels.slo);
  if (alert !== BURN_RATE_ALERT || slo === undefined || labels.long === undefined) {
    return 0;
  }
  const budget = 1 - Number(slo.objective) / 100;
  return Math.ceil(Number(labels.factor ?? 0) * budget * durationSeconds(labels.long));
}

/**
 * Alerts on budgets and on missing data have no limit: that they take their time is what they are for, and the
 * services that cannot wait have the fast alerts beside them.
 */
function limitOf(service: ResolvedService, rule: AlertingRule): number | undefined {
  const { alert, labels } = rule;
  const allowed = service.overrides?.find((override) => override.alert === alertId(rule))?.deliverWithin;
  if (allowed !== undefined) {
    return durationSeconds(allowed);
  }
  const written = service.alerts.find(({ name }) => name === alert);
  if (written !== undefined) {
    return deliveryLimitSeconds({ ...written, severity: labels.severity as typeof written.severity });
  }
  const isFast = (SYMPTOM_ALERTS as readonly string[]).includes(alert);
  return isFast && labels.severity === "critical" ? CRITICAL_DELIVERY_SECONDS : undefined;
}
