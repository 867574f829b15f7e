import type { AlertingRule, RuleGroup } from "../../artifacts/index.ts";
import type { Selection } from "../../definitions/handles.ts";
import type { Sli, Slo } from "../../definitions/index.ts";
import {
  aggregate,
  arithmetic,
  call,
  combine,
  compare,
  divide,
  equals,
  increase,
  type Matcher,
  number,
  over,
  type PromqlExpr,
  printPromql,
  selector,
  sum,
} from "../../query/promql/index.ts";
import {
  FAST,
  PULSE_INTERVAL,
  type ResolvedEnvironment,
  type ResolvedService,
} from "../../workspace/index.ts";
import { alertAnnotations, alertLabels, templateLiteral } from "../annotations.ts";

/** Fires when no instance of a service answers: the sign that a dependency is dead. */
export const SERVICE_DOWN_ALERT = "ServiceDown";
/** Fires when a great part of a service's events fails within a minute. */
export const HIGH_ERROR_RATIO_ALERT = "HighErrorRatio";
/** Fires when a probe from outside gets no answer. */
export const PROBE_FAILING_ALERT = "ProbeFailing";
/** Alerts that must be delivered fast. */
export const SYMPTOM_ALERTS = [SERVICE_DOWN_ALERT, HIGH_ERROR_RATIO_ALERT, PROBE_FAILING_ALERT] as const;
/** A ticket: a service of the highest tier that Prometheus does not know at all. */
export const SERVICE_ABSENT_ALERT = "ServiceAbsent";
/** Over which errors are counted: a minute is twelve scrapes at the fast pace. */
const WINDOW = "1m";
/**
 * Share of failed events that pages. At a total outage it is reached a tenth of a minute after the first error; a
 * lower one would page for what the burn-rate alerts are there for.
 */
export const ERROR_RATIO = 0.1;
/** Seconds that a total outage takes to fill {@link ERROR_RATIO} of the window. */
export const ERROR_DETECTION_SECONDS = 6;
/** Events in the window below which a ratio means nothing: one a second. */
const MINIMUM_EVENTS = 60;
/**
 * As long as the short window of the fastest burn-rate alert remembers an outage, so that it does not page for the
 * same one when this is over.
 */
const KEEP_FIRING = "5m";

/** The fast alerts of a service of the highest tier, in groups with intervals of their own; none for others. */
export function symptomGroups(
  environment: ResolvedEnvironment,
  service: ResolvedService,
): readonly RuleGroup[] {
  if (service.tier !== "critical") {
    return [];
  }
  const events = service.slos.filter(({ sli }) => sli.kind === "events" || sli.kind === "eventRatio");
  const probes = service.slos.filter(({ sli }) => sli.kind === "probe");
  return [
    {
      interval: PULSE_INTERVAL,
      name: `${service.name}.pulse`,
      rules: [
        serviceDown(environment, service),
        ...probes.map((slo) => probeFailing(environment, service, slo)),
      ],
    },
    {
      interval: FAST.evaluationInterval,
      name: `${service.name}.symptoms`,
      rules: [
        ...events.map((slo) => highErrorRatio(environment, service, slo)),
        serviceAbsent(environment, service),
      ],
    },
  ];
}

function serviceDown(environment: ResolvedEnvironment, service: ResolvedService): AlertingRule {
  const up = selector("up", identity(service));
  const seen = aggregate("count", call("count_over_time", over(up, "1h")));
  const gone = combine(call("absent", up), "and", seen, { on: [] });
  const name = templateLiteral(service.displayName);
  return {
    alert: SERVICE_DOWN_ALERT,
    annotations: alertAnnotations(environment, service, {
      name: SERVICE_DOWN_ALERT,
      summary: `${name} is down: no instance answers.`,
      description: `Prometheus reached no instance of ${name} at its last scrape, though it did within the last hour.`,
      runbook: undefined,
    }),
    expr: printPromql(combine(compare(sum(up), "==", number(0)), "or", gone)),
    // Until the next scrape, so that one lost scrape wakes nobody.
    for: FAST.scrapeInterval,
    labels: alertLabels(service, "critical"),
  };
}

function serviceAbsent(environment: ResolvedEnvironment, service: ResolvedService): AlertingRule {
  const name = templateLiteral(service.displayName);
  return {
    alert: SERVICE_ABSENT_ALERT,
    annotations: alertAnnotations(environment, service, {
      name: SERVICE_ABSENT_ALERT,
      summary: `${name} is not there: Prometheus knows no instance of it.`,
      description: `No target carries the labels of ${name}: it is not deployed, or the labels of its Kubernetes Service have changed.`,
      runbook: undefined,
    }),
    expr: printPromql(call("absent", selector("up", identity(service)))),
    for: "5m",
    labels: alertLabels(service, "warning"),
  };
}

function probeFailing(environment: ResolvedEnvironment, service: ResolvedService, slo: Slo): AlertingRule {
  const name = templateLiteral(service.displayName);
  const labels = { ...alertLabels(service, "critical"), slo: slo.name };
  const success = selector("probe_success", [...identity(service), equals("probe", slo.name)]);
  return {
    alert: PROBE_FAILING_ALERT,
    annotations: alertAnnotations(environment, service, {
      name: PROBE_FAILING_ALERT,
      summary: `${name} does not answer from outside (${slo.name}).`,
      description: "The blackbox exporter's last probe failed, wherever it was made from.",
      runbook: slo.runbook,
    }),
    expr: printPromql(compare(aggregate("max", success), "==", number(0))),
    for: FAST.scrapeInterval,
    labels: Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function highErrorRatio(environment: ResolvedEnvironment, service: ResolvedService, slo: Slo): AlertingRule {
  const name = templateLiteral(service.displayName);
  const labels = { ...alertLabels(service, "critical"), slo: slo.name };
  return {
    alert: HIGH_ERROR_RATIO_ALERT,
    annotations: alertAnnotations(environment, service, {
      name: HIGH_ERROR_RATIO_ALERT,
      summary: `{{ $value | humanizePercentage }} of what ${name} does fails (${slo.name}).`,
      description: `More than ${ERROR_RATIO * 100}% of the events of the ${slo.name} SLO were bad within ${WINDOW}, at one event a second or more.`,
      runbook: slo.runbook,
    }),
    expr: printPromql(errorRatioAbove(service, slo)),
    keep_firing_for: KEEP_FIRING,
    labels: Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function errorRatioAbove(service: ResolvedService, { sli }: Slo): PromqlExpr {
  const [total, part, counts] = sidesOf(sli);
  const of = (side: readonly Selection[]) =>
    side
      .map(({ metric, matchers }) => eventsOf(metric, [...identity(service), ...matchers]))
      .reduce((all, one) => arithmetic(all, "+", one));
  const all = of(total);
  const bad = counts === "bad" ? of(part) : arithmetic(all, "-", of(part));
  const ratio = compare(divide(bad, all), ">", number(String(ERROR_RATIO)));
  return combine(ratio, "and", compare(all, ">=", number(MINIMUM_EVENTS)));
}

function sidesOf(
  sli: Sli,
): readonly [total: readonly Selection[], part: readonly Selection[], counts: "bad" | "good"] {
  switch (sli.kind) {
    case "events": {
      const { metric, matchers } = sli.total;
      const part = { metric, matchers: [...matchers, ...sli.part.matchers] };
      return [[sli.total], [part], sli.part.counts];
    }
    case "eventRatio":
      return [sli.total, sli.part.of, sli.part.counts];
    default:
      throw new TypeError(`an SLO on ${sli.kind} has no error ratio`);
  }
}

/**
 * Events within the window. `increase` sees nothing of a series before its second sample, and the first error often
 * makes a series of its own: what was not there a window ago counts whole.
 */
function eventsOf(metric: string, matchers: readonly Matcher[]): PromqlExpr {
  const now = selector(metric, matchers);
  const before = { ...now, offset: WINDOW };
  const orNone = (expr: PromqlExpr) => combine(sum(expr), "or", call("vector", number(0)));
  return arithmetic(
    orNone(combine(increase(now, WINDOW), "and", before)),
    "+",
    orNone(combine(now, "unless", before)),
  );
}

function identity({ environment, name }: ResolvedService): readonly Matcher[] {
  return [equals("environment", environment), equals("service", name)];
}
