import type { RecordingRule } from "../../artifacts/index.ts";
import type { Slo } from "../../definitions/index.ts";
import { aggregate, combine, compare, divide, durationSeconds, number } from "../../query/promql/index.ts";
import type { ResolvedService } from "../../workspace/index.ts";
import { compositeEvents } from "./composite.ts";
import { underMaintenance } from "./maintenance.ts";
import { OUTCOME, type Outcome, sloIdentity, sloLabels, sloSeries } from "./names.ts";
import { objectiveRatios } from "./objective.ts";
import { type SloPlan, sloPlan } from "./plan.ts";
import { stepEvents } from "./step-events.ts";
import { anySlo, memoized, sloTemplate } from "./template.ts";
import { windowName } from "./window-plan.ts";
import { windowEvents, windowSum } from "./window-sum.ts";

/**
 * Records the events of each step, the sums of steps that the policy and the period read, and what is left of the
 * budget. Each sum is of events, so that it is weighted by traffic and an idle step counts for nothing.
 */
export function sloRecordingRules(service: ResolvedService, slo: Slo): readonly RecordingRule[] {
  const plan = sloPlan(service.policy, slo.window);
  const { objective, budget } = objectiveRatios(slo.objective);
  const { environment, service: name, slo: sloName, team } = sloLabels(service, slo);
  const { spent } = planTemplates(plan, groupKey(slo));
  return [
    ...eventRules(service, slo, plan),
    {
      expr: `vector(${budget})`,
      labels: { environment, objective, service: name, slo: sloName, team },
      record: sloSeries.budget,
    },
    {
      expr: `1 - (${spent(sloIdentity(service, slo))}) / ${budget}`,
      labels: { environment, service: name, slo: sloName, team },
      record: sloSeries.budgetRemaining,
    },
  ];
}

/** Labels that an SLO is grouped by. */
export function groupLabels({ by = [] }: Slo): readonly string[] {
  return by;
}

/** What expressions of a plan depend on beside it. */
export function groupKey(slo: Slo): string {
  return groupLabels(slo).join(" ");
}

function eventRules(service: ResolvedService, slo: Slo, plan: SloPlan): readonly RecordingRule[] {
  const { environment, service: name, slo: sloName, team } = sloLabels(service, slo);
  const both = (seconds: number, events: Readonly<Record<Outcome, string>>): readonly RecordingRule[] =>
    // The bad ones of a step read its recorded total, so that it comes first.
    (["total", "bad"] as const).map((outcome) => ({
      expr: events[outcome],
      labels: { environment, [OUTCOME]: outcome, service: name, slo: sloName, team },
      record: sloSeries.events(windowName(seconds)),
    }));
  if (slo.sli.kind === "composite") {
    const { sli } = slo;
    return [plan.stepSeconds, ...plan.recorded.map(({ seconds }) => seconds)].flatMap((seconds) =>
      both(seconds, compositeEvents(service, sli, plan, seconds)),
    );
  }
  const identity = sloIdentity(service, slo);
  return [
    ...both(plan.stepSeconds, stepOf(service, slo, plan)),
    ...planTemplates(plan, groupKey(slo)).windows.map(({ record, expr }) => ({
      expr: expr(identity),
      labels: { environment, service: name, slo: sloName, team },
      record,
    })),
  ];
}

function stepOf(
  service: ResolvedService,
  slo: Slo,
  { stepSeconds }: SloPlan,
): Readonly<Record<Outcome, string>> {
  const { bad, total } = stepEvents(service, slo, {
    by: groupLabels(slo),
    scrapeSeconds: durationSeconds(service.scrape.interval),
    stepName: windowName(stepSeconds),
    stepSeconds,
  }) ?? { bad: "", total: "" };
  const paused = underMaintenance(service.maintenance, stepSeconds);
  return paused === undefined
    ? { bad, total }
    : { bad: `(${bad}) unless on () (${paused})`, total: `(${total}) unless on () (${paused})` };
}

const planTemplates = memoized((plan: SloPlan, groups: string) => {
  const by = groups === "" ? [] : groups.split(" ");
  const bad = windowEvents(plan, plan.periodSeconds, "bad", anySlo);
  const total = windowEvents(plan, plan.periodSeconds, "total", anySlo);
  const some = compare(total, ">", number(0));
  // A division drops the label that its sides differ in; what stands for it must not bring it back.
  const none = aggregate("sum", bad, { without: [OUTCOME] });
  return {
    windows: plan.recorded.map(({ seconds, parts }) => ({
      record: sloSeries.events(windowName(seconds)),
      expr: sloTemplate(windowSum(parts, anySlo, [OUTCOME, ...by])),
    })),
    // A period without any event has spent nothing.
    spent: sloTemplate(combine(divide(bad, some, { ignoring: [OUTCOME] }), "or", none)),
  };
});
