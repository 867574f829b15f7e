import type { Slo } from "../../../../definitions/index.ts";
import { arithmetic, divide, durationSeconds, number } from "../../../../query/promql/index.ts";
import { OUTCOME, sloMatchers } from "../../../slos/names.ts";
import { objectiveRatios } from "../../../slos/objective.ts";
import { sloPlan } from "../../../slos/plan.ts";
import { groupLabels } from "../../../slos/recording-rules.ts";
import { windowName } from "../../../slos/window-plan.ts";
import { windowEvents } from "../../../slos/window-sum.ts";
import { burnPolicy } from "../../burn-policy.ts";
import type { ServiceContext } from "../../context.ts";
import type { PanelDraft } from "../../model.ts";
import { prometheusQueries } from "../../query.ts";
import { budgetQuery, burnRateQuery, groupLegend, promise, runbookLinks } from "../../slo-queries.ts";
import { budgetThresholds, burnRateThresholds, burnRateWords } from "../../thresholds.ts";
import { burnPanelKey } from "./keys.ts";

const DAY_SECONDS = 86_400;

/** What was left of the budget, over as long as the objective is for. */
export function budgetOverPeriod(context: ServiceContext, slo: Slo): PanelDraft {
  return {
    ...shared(context, slo, `slo/${slo.name}/budget`, 24),
    title: `Error budget left: ${slo.name}`,
    description: `${promise(slo)} A cliff is an incident, a slope is a fault that nobody mended. At 0 % put reliability before features.`,
    unit: "percentunit",
    thresholds: budgetThresholds(burnPolicy(context.service.policy, slo.window)),
    timeFrom: slo.window,
    queries: prometheusQueries(budgetQuery(context, slo)),
  };
}

/** How fast the budget burns, by window of the policy. */
export function burnByWindow(context: ServiceContext, slo: Slo): PanelDraft {
  const policy = burnPolicy(context.service.policy, slo.window);
  return {
    ...shared(context, slo, burnPanelKey(slo), 12),
    title: `Burn rate: ${slo.name}`,
    description: `How many times faster than sustainable the budget burns, by window; at 1 it lasts exactly ${slo.window}. Dashed lines are where an alert fires once both of its windows are above: ${burnRateWords(policy)}.`,
    unit: "none",
    min: 0,
    thresholds: burnRateThresholds(policy),
    queries: prometheusQueries(...policy.windows.map((window) => burnRateQuery(context, slo, window))),
  };
}

/** The events themselves, as they are counted. */
export function eventsByStep(context: ServiceContext, slo: Slo): PanelDraft {
  const { plan, matchers, by } = recorded(context, slo);
  const step = windowName(plan.stepSeconds);
  const events = (outcome: "total" | "bad") => windowEvents(plan, plan.stepSeconds, outcome, matchers, by);
  return {
    ...shared(context, slo, `slo/${slo.name}/events`, 12),
    title: `Events in ${step}: ${slo.name}`,
    description: `All events of each ${step}, and the bad ones among them. The budget is a share of the former: in quiet hours few bad events weigh little.`,
    unit: "short",
    min: 0,
    queries: prometheusQueries(
      { expr: events("total"), legend: groupLegend(slo, "all"), minStep: context.ruleStep },
      { expr: events("bad"), legend: groupLegend(slo, "bad"), minStep: context.ruleStep },
    ),
  };
}

/** Which days spent the budget. */
export function spentByDay(context: ServiceContext, slo: Slo): PanelDraft {
  const { plan, matchers, by } = recorded(context, slo);
  const { budget } = objectiveRatios(slo.objective);
  const window = Math.min(DAY_SECONDS, durationSeconds(slo.window));
  const bad = windowEvents(plan, window, "bad", matchers, by);
  const all = windowEvents(plan, durationSeconds(slo.window), "total", matchers, by);
  const matching = bad.kind === "selector" || all.kind === "selector" ? { ignoring: [OUTCOME] } : undefined;
  return {
    ...shared(context, slo, `slo/${slo.name}/spent`, 12),
    title: `Budget spent in a day: ${slo.name}`,
    description: `What the ${windowName(window)} before each moment spent, as a share of the whole budget of ${slo.window}. Above the even share of a day the budget does not last; a peak is the day to look at.`,
    unit: "percentunit",
    min: 0,
    timeFrom: slo.window,
    queries: prometheusQueries({
      expr: divide(bad, arithmetic(number(budget), "*", all), matching),
      legend: groupLegend(slo, "spent"),
      minStep: windowName(plan.stepSeconds),
    }),
  };
}

function recorded({ service }: ServiceContext, slo: Slo) {
  return {
    plan: sloPlan(service.policy, slo.window),
    matchers: sloMatchers(service, slo),
    by: groupLabels(slo),
  };
}

function shared(context: ServiceContext, slo: Slo, key: string, width: number) {
  return { key, kind: "timeseries", width, height: 8, links: runbookLinks(context, slo) } as const;
}
