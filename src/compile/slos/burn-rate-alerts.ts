import type { AlertingRule } from "../../artifacts/index.ts";
import type { BurnRateTier, Slo } from "../../definitions/index.ts";
import {
  combine,
  compare,
  durationSeconds,
  number,
  printPromql,
  selector,
} from "../../query/promql/index.ts";
import type { ResolvedEnvironment, ResolvedService } from "../../workspace/index.ts";
import { alertAnnotations, templateLiteral } from "../annotations.ts";
import { sloSeries } from "./names.ts";
import { burnRateFactor, burnRateThreshold, objectiveRatios } from "./objective.ts";
import { sloMatchers } from "./recording-rules.ts";

/** Name of every alert on an error budget; the labels `service`, `slo`, `long` and `short` tell them apart. */
export const BURN_RATE_ALERT = "ErrorBudgetBurn";

/**
 * One alert for each tier of the policy: it fires while both the long and the short window burn the budget
 * faster than the tier allows (The Site Reliability Workbook, chapter 5, "Multiwindow, multi-burn-rate alerts").
 */
export function burnRateAlerts(
  environment: ResolvedEnvironment,
  service: ResolvedService,
  slo: Slo,
): readonly AlertingRule[] {
  return service.policy.burnRate.map((tier) => burnRateAlert(environment, service, slo, tier));
}

function burnRateAlert(
  environment: ResolvedEnvironment,
  service: ResolvedService,
  slo: Slo,
  tier: BurnRateTier,
): AlertingRule {
  const { long, short, budget: share, severity } = tier;
  const factor = burnRateFactor(share, durationSeconds(slo.window), durationSeconds(long));
  const threshold = number(burnRateThreshold(factor, objectiveRatios(slo.objective).budget));
  const matchers = sloMatchers(service, slo);
  const above = (window: string) => compare(selector(sloSeries.errorRatio(window), matchers), ">", threshold);
  const name = templateLiteral(service.displayName);
  const promise = slo.description === undefined ? "" : ` ${templateLiteral(slo.description)}`;
  return {
    alert: BURN_RATE_ALERT,
    annotations: alertAnnotations(environment, service, {
      name: BURN_RATE_ALERT,
      summary: `${name} burns the error budget of its ${slo.name} SLO ${factor} times too fast.`,
      description:
        `{{ $value | humanizePercentage }} of events were bad in the last ${long}; the objective is ${slo.objective}% over ${slo.window}. ` +
        `At this rate ${share} of the budget goes in ${long}.${promise}`,
      runbook: slo.runbook,
    }),
    expr: printPromql(combine(above(long), "and", above(short))),
    ...(tier.for !== undefined && { for: tier.for }),
    ...(tier.keepFiringFor !== undefined && { keep_firing_for: tier.keepFiringFor }),
    labels: {
      burn_rate: factor,
      environment: service.environment,
      long,
      service: service.name,
      severity,
      short,
      slo: slo.name,
      team: service.team,
      tier: tier.name,
    },
  };
}
