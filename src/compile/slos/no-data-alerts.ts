import type { AlertingRule, RuleGroup } from "../../artifacts/index.ts";
import type { Slo } from "../../definitions/index.ts";
import {
  call,
  combine,
  compare,
  durationSeconds,
  number,
  type PromqlExpr,
  printPromql,
  selector,
  sum,
} from "../../query/promql/index.ts";
import type { ResolvedEnvironment, ResolvedService } from "../../workspace/index.ts";
import { alertId } from "../alerts/index.ts";
import { alertAnnotations, alertLabels, templateLiteral } from "../annotations.ts";
import { serviceMatchers } from "./counts.ts";
import { sloLabels, sloMatchers } from "./names.ts";
import { type SloPlan, sloPlan } from "./plan.ts";
import { readsOwnTargets, sourcesOf } from "./sources.ts";
import { windowName } from "./window-plan.ts";
import { windowEvents } from "./window-sum.ts";

/** Names of the alerts on data that is not there; an SLO that is merely idle gives neither. */
export const NO_DATA_ALERTS = { targets: "ServiceTargetsDown", metric: "SloMetricVanished" } as const;

/** A metric that had no event for so long is idle, not vanished. */
const LONGEST_MEMORY_SECONDS = 86_400;

/** Tells when no target of a service answers; then its own metrics say nothing about it. */
export function targetAlerts(
  environment: ResolvedEnvironment,
  service: ResolvedService,
): readonly RuleGroup[] {
  const { noData } = service.policy;
  if (noData === false || !service.slos.some((slo) => readsOwnTargets(service, slo))) {
    return [];
  }
  const name = templateLiteral(service.displayName);
  const up = combine(sum(ownTargets(service)), "or", call("vector", number(0)));
  const rule: AlertingRule = {
    alert: NO_DATA_ALERTS.targets,
    annotations: alertAnnotations(environment, service, {
      name: NO_DATA_ALERTS.targets,
      summary: `No target of ${name} answers Prometheus.`,
      description: `Every scrape fails, or Prometheus finds no target in the namespace ${service.namespace}: nothing is measured, and no SLO of the service can alert.`,
      runbook: undefined,
    }),
    expr: printPromql(compare(up, "==", number(0))),
    for: noData.after,
    labels: alertLabels(service, noData.severity),
  };
  return [{ name: `${service.name}.targets`, rules: [rule] }];
}

/**
 * Tells when the series of an SLO are gone though their targets answer: renamed, dropped, or no longer exposed. That
 * there were events not long ago tells it from a service that is idle since it was restarted.
 */
export function vanishedAlerts(
  environment: ResolvedEnvironment,
  service: ResolvedService,
  slo: Slo,
): readonly AlertingRule[] {
  const { noData } = service.policy;
  const sources = noData === false ? [] : sourcesOf(service, slo);
  const [first, ...others] = sources.map((source) => call("absent", source));
  if (noData === false || first === undefined) {
    return [];
  }
  const gone = others.reduce<PromqlExpr>((all, one) => combine(all, "and", one, { on: [] }), first);
  const plan = sloPlan(service.policy, slo.window);
  const remembered = memorySeconds(plan, appliedFor(service, slo, noData.after));
  const memory = sum(windowEvents(plan, remembered, "total", sloMatchers(service, slo)));
  const expr = combine(gone, "and", compare(memory, ">", number(0)), { on: [] });
  const answering = compare(sum(ownTargets(service)), ">", number(0));
  const { environment: where, service: who, slo: which, team } = sloLabels(service, slo);
  const name = templateLiteral(service.displayName);
  return [
    {
      alert: NO_DATA_ALERTS.metric,
      annotations: alertAnnotations(environment, service, {
        name: NO_DATA_ALERTS.metric,
        summary: `The series of ${name}'s ${slo.name} SLO are gone.`,
        description: `They were there within the last ${remembered <= LONGEST_MEMORY_SECONDS ? "day" : windowName(remembered)}. Look for a release that renamed or dropped a metric: until it is back, the SLO is blind.`,
        runbook: slo.runbook,
      }),
      expr: printPromql(readsOwnTargets(service, slo) ? combine(expr, "and", answering, { on: [] }) : expr),
      for: noData.after,
      labels: { environment: where, service: who, severity: noData.severity, slo: which, team },
    },
  ];
}

function ownTargets(service: ResolvedService): PromqlExpr {
  return selector("up", serviceMatchers(service));
}

/** How long the alert waits, which an override may change. */
function appliedFor({ overrides = [] }: ResolvedService, slo: Slo, after: string): string {
  const id = alertId({ alert: NO_DATA_ALERTS.metric, labels: { slo: slo.name } });
  return overrides.find(({ alert }) => alert === id)?.for ?? after;
}

/** The longest recorded window of at most a day; when the alert waits longer than that, twice as long as it waits. */
function memorySeconds({ stepSeconds, recorded }: SloPlan, after: string): number {
  const windows = [stepSeconds, ...recorded.map(({ seconds }) => seconds)];
  const longest = Math.max(...windows.filter((seconds) => seconds <= LONGEST_MEMORY_SECONDS));
  const needed = 2 * durationSeconds(after);
  return longest >= needed ? longest : Math.ceil(needed / stepSeconds) * stepSeconds;
}
