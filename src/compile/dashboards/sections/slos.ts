import type { Slo } from "../../../definitions/index.ts";
import { divide, durationSeconds, number, selector } from "../../../query/promql/index.ts";
import { BURN_RATE_ALERT } from "../../slos/burn-rate-alerts.ts";
import { decimal, printDecimal, subtract } from "../../slos/decimal.ts";
import { sloMatchers, sloSeries } from "../../slos/names.ts";
import { objectiveRatios } from "../../slos/objective.ts";
import { sloPlan } from "../../slos/plan.ts";
import { groupLabels } from "../../slos/recording-rules.ts";
import { windowName } from "../../slos/window-plan.ts";
import { windowErrorRatio } from "../../slos/window-sum.ts";
import { burnPolicy } from "../burn-policy.ts";
import type { ServiceContext } from "../context.ts";
import { markdownText, safeUrl } from "../escape.ts";
import type { PanelDraft, PanelLink, RowDraft } from "../model.ts";
import { prometheusQueries, type QueryOptions } from "../query.ts";
import { budgetThresholds, burnRateThresholds, burnRateWords, limits } from "../thresholds.ts";

/** For each SLO: what is left of its budget, how fast it goes, and the errors that spend it. */
export function slosSection(context: ServiceContext): RowDraft | undefined {
  const { slos } = context.service;
  return slos.length === 0
    ? undefined
    : {
        key: "row/slos",
        title: "Service level objectives",
        panels: slos.flatMap((slo) => [
          budgetPanel(context, slo),
          burnPanel(context, slo),
          errorRatioPanel(context, slo),
        ]),
      };
}

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
function groupLegend(slo: Slo, text: string): string {
  return [text, ...groupLabels(slo).map((label) => `{{${label}}}`)].join(" ");
}

/** What is left of the budget. */
export function budgetQuery({ service, ruleStep }: ServiceContext, slo: Slo): QueryOptions {
  const expr = selector(sloSeries.budgetRemaining, sloMatchers(service, slo));
  return { expr, legend: groupLegend(slo, "budget left"), minStep: ruleStep };
}

/** The promise of an SLO in a sentence of Markdown. */
export function promise({ name, objective, window, description }: Slo): string {
  const allowed = printDecimal(subtract(decimal("100"), decimal(objective)));
  const words = description === undefined ? "" : ` ${markdownText(description)}`;
  return `SLO ${name}: ${objective} % of events are good over ${window}, so that ${allowed} % may be bad.${words}`;
}

/** Where to read what to do when the budget burns. */
export function runbookLinks({ service }: ServiceContext, { runbook }: Slo): readonly PanelLink[] {
  const address = runbook ?? (service.runbooks && `${service.runbooks}/${BURN_RATE_ALERT}`);
  return address === undefined ? [] : [{ title: "Runbook", url: safeUrl(address), newTab: true }];
}

function budgetPanel(context: ServiceContext, slo: Slo): PanelDraft {
  return {
    ...shared(context, slo, "budget"),
    title: `Error budget left: ${slo.name}`,
    description: `${promise(slo)} At 0 % the budget is spent: put reliability before features until it recovers.`,
    unit: "percentunit",
    thresholds: budgetThresholds(burnPolicy(context.service.policy, slo.window)),
    timeFrom: slo.window,
    queries: prometheusQueries(budgetQuery(context, slo)),
  };
}

function burnPanel(context: ServiceContext, slo: Slo): PanelDraft {
  const policy = burnPolicy(context.service.policy, slo.window);
  return {
    ...shared(context, slo, "burn"),
    title: `Burn rate: ${slo.name}`,
    description: `How many times faster than sustainable the budget burns, by window; at 1 it lasts exactly ${slo.window}. Dashed lines are where an alert fires once both of its windows are above: ${burnRateWords(policy)}.`,
    unit: "none",
    min: 0,
    thresholds: burnRateThresholds(policy),
    queries: prometheusQueries(...policy.windows.map((window) => burnRateQuery(context, slo, window))),
  };
}

function errorRatioPanel(context: ServiceContext, slo: Slo): PanelDraft {
  const { service, ruleStep } = context;
  const { budget } = objectiveRatios(slo.objective);
  const matchers = sloMatchers(service, slo);
  const plan = sloPlan(service.policy, slo.window);
  const { fastWindow } = burnPolicy(service.policy, slo.window);
  const windows = new Set([windowName(plan.stepSeconds), fastWindow, slo.window]);
  return {
    ...shared(context, slo, "errors"),
    title: `Error ratio: ${slo.name}`,
    description: `Share of bad events, by window. Above the dashed line (${budget}) the budget shrinks; see below what the bad events are.`,
    unit: "percentunit",
    min: 0,
    thresholds: limits(Number(budget)),
    queries: prometheusQueries(
      ...[...windows].map((window) => ({
        expr: windowErrorRatio(plan, durationSeconds(window), matchers, groupLabels(slo)),
        legend: groupLegend(slo, window),
        minStep: ruleStep,
      })),
    ),
  };
}

function shared(context: ServiceContext, slo: Slo, part: string) {
  return {
    key: `slo/${slo.name}/${part}`,
    kind: "timeseries",
    width: 8,
    height: 8,
    links: runbookLinks(context, slo),
  } as const;
}
