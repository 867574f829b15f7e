import type { RecordingRule, RuleGroup } from "../../artifacts/index.ts";
import type { Slo } from "../../definitions/index.ts";
import {
  durationSeconds,
  equals,
  formatDuration,
  printMatchers,
  printPromql,
  selector,
} from "../../query/promql/index.ts";
import {
  identityLabels,
  type ResolvedEnvironment,
  type ResolvedService,
  shortHash,
} from "../../workspace/index.ts";
import { sloLogRuleGroups } from "../slos/index.ts";
import { stepIncrease } from "../slos/step-count.ts";
import { ERRORS_METRIC } from "./counters.ts";
import { logAlertGroup } from "./log-alerts.ts";

/** Which lines of an SLO a counter counts. */
export type CountedLines = "bad" | "total";

/** Name of the collector's counter of an SLO's lines, as OpenTelemetry has it; the hash keeps two apart. */
export function eventsCounter(service: string, slo: string, lines: CountedLines): string {
  const part = (name: string) => name.replaceAll("-", "_");
  const id = `${part(service)}_${part(slo)}_${shortHash(service, slo)}`;
  return `crowsnest.log.events.${id}.${lines === "bad" ? "bad" : "all"}`;
}

/** Name of the collector's counter of the lines of an alert, as OpenTelemetry has it. */
export function alertCounter(service: string, alert: string): string {
  return `crowsnest.log.alerts.${service.replaceAll("-", "_")}_${alert}_${shortHash(service, alert)}`;
}

/**
 * Prometheus's rules on what the collectors count of a service's lines, where no Loki counts them: the alert on error
 * lines, and what its SLOs on lines record. They carry the names that Loki's rules have.
 */
export function countedLogGroups(
  environment: ResolvedEnvironment,
  service: ResolvedService,
): readonly RuleGroup[] {
  if (environment.platform.logs?.kind !== "elk" || service.logs === undefined) {
    return [];
  }
  const { above, within } = service.logs.errors;
  const recorded = `log:errors:increase${within}`;
  const ofService = [equals("environment", service.environment), equals("service", service.name)];
  const alerts = logAlertGroup(
    environment,
    service,
    service.logs,
    `${recorded}${printMatchers(ofService)} > ${above}`,
    ({ name, within: window }) =>
      counted(counterName(alertCounter(service.name, name)), environment, service, window),
  );
  const errors: RecordingRule = {
    expr: `sum(${counted(ERRORS_METRIC, environment, service, within)})`,
    labels: identityLabels(service),
    record: recorded,
  };
  return [
    // Recorded first, so that the alert says in one line what it is about.
    { ...alerts, rules: [errors, ...alerts.rules] },
    ...sloLogRuleGroups(service, (slo, lines, step, by) => {
      const events = counted(metricName(service, slo, lines), environment, service, step);
      return by.length === 0 ? `sum(${events}) or vector(0)` : `sum by (${by.join(", ")}) (${events})`;
    }).map((group) => ({ ...group, name: `${group.name}.lines` })),
  ];
}

function metricName(service: ResolvedService, slo: Slo, lines: CountedLines): string {
  return counterName(eventsCounter(service.name, slo.name, lines));
}

/** A counter as Prometheus names it. */
function counterName(counter: string): string {
  return `${counter.replaceAll(".", "_")}_total`;
}

/**
 * How much a counter grew within a window, counted as objectives are: what a new counter shows when it appears was
 * counted since, and what an old one shows after a pause of Prometheus was not.
 */
function counted(
  metric: string,
  { platform }: ResolvedEnvironment,
  { environment, name }: ResolvedService,
  window: string,
): string {
  const counter = selector(metric, [equals("environment", environment), equals("service", name)]);
  const stepSeconds = durationSeconds(window);
  const counting = {
    by: [],
    scrapeSeconds: durationSeconds(platform.prometheus.scrapeInterval),
    stepName: formatDuration(stepSeconds),
    stepSeconds,
    // The collectors', which count for all services.
    up: selector("up", [equals("namespace", platform.namespaces.agents)]),
  };
  return printPromql(stepIncrease(counter, counting));
}
