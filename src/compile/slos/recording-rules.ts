import type { RecordingRule } from "../../artifacts/index.ts";
import type { Slo } from "../../definitions/index.ts";
import { call, divide, durationSeconds, number } from "../../query/promql/index.ts";
import type { ResolvedService } from "../../workspace/index.ts";
import { stepEvents } from "./events.ts";
import { OUTCOME, type Outcome, sloIdentity, sloLabels, sloSeries } from "./names.ts";
import { objectiveRatios } from "./objective.ts";
import { type SloPlan, sloPlan } from "./plan.ts";
import { anySlo, memoized, sloTemplate } from "./template.ts";
import { windowName } from "./window-plan.ts";
import { windowEvents, windowSum } from "./window-sum.ts";

/**
 * Records the events of each step, the sums of steps that the policy and the period read, and what is left of the
 * budget. Each sum is of events, so that it is weighted by traffic and an idle step counts for nothing.
 */
export function sloRecordingRules(service: ResolvedService, slo: Slo): readonly RecordingRule[] {
  const plan = sloPlan(service.policy, slo.window);
  const identity = sloIdentity(service, slo);
  const { objective, budget } = objectiveRatios(slo.objective);
  const { environment, service: name, slo: sloName, team } = sloLabels(service, slo);
  const { windows, spent } = planTemplates(plan, "");
  return [
    ...stepRules(service, slo, plan),
    ...windows.map(({ record, expr }) => ({
      expr: expr(identity),
      labels: { environment, service: name, slo: sloName, team },
      record,
    })),
    {
      expr: `vector(${budget})`,
      labels: { environment, objective, service: name, slo: sloName, team },
      record: sloSeries.budget,
    },
    {
      expr: `1 - ${spent(identity)} / ${budget}`,
      labels: { environment, service: name, slo: sloName, team },
      record: sloSeries.budgetRemaining,
    },
  ];
}

function stepRules(service: ResolvedService, slo: Slo, { stepSeconds }: SloPlan): readonly RecordingRule[] {
  const scrapeSeconds = durationSeconds(service.scrape.interval);
  const events = stepEvents(service, slo, { stepSeconds, scrapeSeconds });
  const record = sloSeries.events(windowName(stepSeconds));
  const { environment, service: name, slo: sloName, team } = sloLabels(service, slo);
  const rule = (outcome: Outcome): RecordingRule => ({
    expr: events[outcome],
    labels: { environment, [OUTCOME]: outcome, service: name, slo: sloName, team },
    record,
  });
  // The bad ones read the recorded total, so that it comes first.
  return [rule("total"), rule("bad")];
}

const planTemplates = memoized((plan: SloPlan) => {
  const bad = windowEvents(plan, plan.periodSeconds, "bad", anySlo);
  const total = windowEvents(plan, plan.periodSeconds, "total", anySlo);
  return {
    windows: plan.recorded.map(({ seconds, parts }) => ({
      record: sloSeries.events(windowName(seconds)),
      expr: sloTemplate(windowSum(parts, anySlo, [OUTCOME])),
    })),
    // A period without any event has spent nothing.
    spent: sloTemplate(divide(bad, call("clamp_min", total, number(1)), { ignoring: [OUTCOME] })),
  };
});
