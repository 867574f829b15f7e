import type { AlertingRule } from "../../artifacts/index.ts";
import type { Slo } from "../../definitions/index.ts";
import { combine, compare, number } from "../../query/promql/index.ts";
import type { ResolvedEnvironment, ResolvedService } from "../../workspace/index.ts";
import { alertAnnotations, templateLiteral } from "../annotations.ts";
import { sloPanelAddress } from "../dashboards/addresses.ts";
import { burnPanelKey } from "../dashboards/pages/slo/keys.ts";
import { sloIdentity } from "./names.ts";
import { burnRateThreshold, objectiveRatios } from "./objective.ts";
import { type SloPlan, sloPlan } from "./plan.ts";
import { groupKey } from "./recording-rules.ts";
import { anySlo, hole, memoized, type SloTemplate, sloTemplate } from "./template.ts";
import type { PlannedTier } from "./tiers.ts";
import { windowName } from "./window-plan.ts";
import { windowErrorRatio, windowEvents } from "./window-sum.ts";

/** Name of every alert on an error budget; the labels `service`, `slo` and `tier` tell them apart. */
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
  const plan = sloPlan(service.policy, slo.window);
  const burning = (countsEvents(slo) ? guardedTemplates : plainTemplates)(plan, groupKey(slo));
  const { budget } = objectiveRatios(slo.objective);
  return plan.tiers.flatMap((tier, index) => {
    const template = burning[index];
    // What can never be exceeded is no alert; the check of tiers tells.
    const reachable = Number(burnRateThreshold(tier.factor, budget)) < 1;
    return template === undefined || !reachable
      ? []
      : [burnRateAlert(environment, service, slo, tier, template)];
  });
}

function burnRateAlert(
  environment: ResolvedEnvironment,
  service: ResolvedService,
  slo: Slo,
  planned: PlannedTier,
  burning: SloTemplate,
): AlertingRule {
  const { tier, factor } = planned;
  const threshold = burnRateThreshold(factor, objectiveRatios(slo.objective).budget);
  const long = windowName(planned.longSeconds);
  const name = templateLiteral(service.displayName);
  const promise = slo.description === undefined ? "" : ` ${templateLiteral(slo.description)}`;
  return {
    alert: BURN_RATE_ALERT,
    annotations: alertAnnotations(environment, service, {
      name: BURN_RATE_ALERT,
      summary: `${name} burns the error budget of its ${slo.name} SLO ${factor} times too fast.`,
      description:
        `{{ $value | humanizePercentage }} of events were bad in the last ${long}; the objective is ${slo.objective}% over ${slo.window}. ` +
        `At this rate ${planned.share} of the budget goes in ${long}.${promise}`,
      runbook: slo.runbook,
      dashboard: sloPanelAddress(environment, service, burnPanelKey(slo)),
    }),
    expr: burning(sloIdentity(service, slo), [threshold]),
    ...(tier.for !== undefined && { for: tier.for }),
    ...(tier.keepFiringFor !== undefined && { keep_firing_for: tier.keepFiringFor }),
    labels: {
      environment: service.environment,
      factor,
      long,
      service: service.name,
      severity: tier.severity,
      short: windowName(planned.shortSeconds),
      slo: slo.name,
      team: service.team,
      tier: tier.name,
    },
  };
}

/** Whether the bad are events, of which few may be an accident; minutes and weights are none. */
export function countsEvents({ sli }: Slo): boolean {
  return ["events", "eventRatio", "latency", "logEvents", "probe"].includes(sli.kind);
}

const plainTemplates = memoized((plan: SloPlan, groups: string) => burningTemplates(plan, groups, false));
const guardedTemplates = memoized((plan: SloPlan, groups: string) => burningTemplates(plan, groups, true));

/** By tier: both windows above the threshold, and enough bad events for them to be no accident. */
function burningTemplates(plan: SloPlan, groups: string, guarded: boolean): readonly SloTemplate[] {
  const by = groups === "" ? [] : groups.split(" ");
  return plan.tiers.map(({ tier, longSeconds, shortSeconds }) => {
    const above = (seconds: number) =>
      compare(windowErrorRatio(plan, seconds, anySlo, by), ">", number(hole(0)));
    const both = combine(above(longSeconds), "and", above(shortSeconds), { on: by });
    const bad = windowEvents(plan, longSeconds, "bad", anySlo, by);
    const enough = compare(bad, ">=", number(tier.minimumBadEvents));
    const few = guarded && tier.minimumBadEvents > 1;
    return sloTemplate(few ? combine(both, "and", enough, { on: by }) : both);
  });
}
