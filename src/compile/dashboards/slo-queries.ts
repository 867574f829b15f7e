import type { Slo } from "../../definitions/index.ts";
import { divide, durationSeconds, number, selector } from "../../query/promql/index.ts";
import { runbookOf } from "../runbooks.ts";
import { BURN_RATE_ALERT } from "../slos/burn-rate-alerts.ts";
import { decimal, printDecimal, subtract } from "../slos/decimal.ts";
import { sloMatchers, sloSeries } from "../slos/names.ts";
import { objectiveRatios } from "../slos/objective.ts";
import { sloPlan } from "../slos/plan.ts";
import { groupLabels } from "../slos/recording-rules.ts";
import { windowErrorRatio } from "../slos/window-sum.ts";
import type { ServiceContext } from "./context.ts";
import { markdownText, safeUrl } from "./escape.ts";
import type { PanelLink } from "./model.ts";
import type { QueryOptions } from "./query.ts";

/** How many times faster than sustainable the budget burnt within a window. */
export function burnRateQuery({ service, ruleStep }: ServiceContext, slo: Slo, window: string): QueryOptions {
  const plan = sloPlan(service.policy, slo.window);
  const ratio = windowErrorRatio(plan, durationSeconds(window), sloMatchers(service, slo), groupLabels(slo));
  return {
    expr: divide(ratio, number(objectiveRatios(slo.objective).budget)),
    legend: groupLegend(slo, window),
    minStep: ruleStep,
  };
}

/** A legend that tells the groups of an SLO apart, when it has some. */
export function groupLegend(slo: Slo, text: string): string {
  return [text, ...groupLabels(slo).map((label) => `{{${label}}}`)].join(" ");
}

/** What is left of the budget, as a line of that name. */
export function budgetQuery(
  { service, ruleStep }: ServiceContext,
  slo: Slo,
  name = "budget left",
): QueryOptions {
  const expr = selector(sloSeries.budgetRemaining, sloMatchers(service, slo));
  return { expr, legend: groupLegend(slo, name), minStep: ruleStep };
}

/** The promise of an SLO in a sentence of Markdown. */
export function promise({ name, objective, window, description }: Slo): string {
  const allowed = printDecimal(subtract(decimal("100"), decimal(objective)));
  const words = description === undefined ? "" : ` ${markdownText(description)}`;
  return `SLO ${name}: ${objective} % of events are good over ${window}, so that ${allowed} % may be bad.${words}`;
}

/** Where to read what to do when the budget burns. */
export function runbookLinks({ service }: ServiceContext, { runbook }: Slo): readonly PanelLink[] {
  const address = runbook ?? runbookOf(service, BURN_RATE_ALERT);
  return address === undefined ? [] : [{ title: "Runbook", url: safeUrl(address), newTab: true }];
}
