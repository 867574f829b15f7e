import type { Slo } from "../../../definitions/index.ts";
import { aggregate, call, combine, number, selector } from "../../../query/promql/index.ts";
import { burnPolicy } from "../burn-policy.ts";
import type { ServiceContext } from "../context.ts";
import type { PanelDraft, RowDraft } from "../model.ts";
import { prometheusQueries, type QueryOptions } from "../query.ts";
import { budgetQuery, burnRateQuery, promise, runbookLinks } from "../slo-queries.ts";
import { budgetThresholds, burnRateThresholds, burnRateWords } from "../thresholds.ts";
import { firingAlerts } from "./alerts.ts";

/** Height and width of one number. */
const SIZE = { width: 4, height: 5 } as const;

/** Is it well? One line of numbers, each asked for this moment so that none is a leftover. */
export function overviewSection(context: ServiceContext): RowDraft {
  const { slos } = context.service;
  return {
    key: "row/overview",
    title: "Overview",
    panels: [
      firingCount(context),
      targetsUp(context),
      ...slos.flatMap((slo) => [budgetLeft(context, slo), burnNow(context, slo)]),
    ],
  };
}

function firingCount(context: ServiceContext): PanelDraft {
  const firing = aggregate("count", firingAlerts(context));
  return {
    key: "overview/firing",
    kind: "stat",
    title: "Firing alerts",
    description: "How many alerts of this service fire now; 0 is well. The table below names them.",
    ...SIZE,
    links: [],
    unit: "none",
    thresholds: { base: "good", steps: [{ value: 1, level: "critical" }] },
    noValue: "No data",
    queries: prometheusQueries({
      expr: combine(firing, "or", call("vector", number(0))),
      legend: "firing",
      minStep: context.ruleStep,
      instant: true,
    }),
  };
}

function targetsUp({ raw, rawStep }: ServiceContext): PanelDraft {
  return {
    key: "overview/up",
    kind: "stat",
    title: "Targets up",
    description:
      "Share of the service's targets that answered the last scrape. Below 100 % look for pods that restart; without a value Prometheus finds no target at all.",
    ...SIZE,
    links: [],
    unit: "percentunit",
    thresholds: { base: "warning", steps: [{ value: 1, level: "good" }] },
    noValue: "No target",
    queries: prometheusQueries({
      expr: aggregate("avg", selector("up", raw)),
      legend: "up",
      minStep: rawStep,
      instant: true,
    }),
  };
}

function budgetLeft(context: ServiceContext, slo: Slo): PanelDraft {
  return {
    key: `overview/${slo.name}/budget`,
    kind: "gauge",
    title: `Budget left: ${slo.name}`,
    description: `${promise(slo)} The gauge shows what is left of that; at 0 % the promise is broken.`,
    ...SIZE,
    links: runbookLinks(context, slo),
    unit: "percentunit",
    min: 0,
    max: 1,
    thresholds: budgetThresholds(burnPolicy(context.service.policy, slo.window)),
    noValue: "No data",
    queries: prometheusQueries({ ...worstGroup(slo, budgetQuery(context, slo), "min"), instant: true }),
  };
}

function burnNow(context: ServiceContext, slo: Slo): PanelDraft {
  const policy = burnPolicy(context.service.policy, slo.window);
  return {
    key: `overview/${slo.name}/burn`,
    kind: "stat",
    title: `Burn rate: ${slo.name}`,
    description: `How many times faster than sustainable the budget burnt in the last ${policy.fastWindow}. Alerts fire at ${burnRateWords(policy)}.`,
    ...SIZE,
    links: runbookLinks(context, slo),
    unit: "none",
    thresholds: burnRateThresholds(policy),
    noValue: "No data",
    queries: prometheusQueries({
      ...worstGroup(slo, burnRateQuery(context, slo, policy.fastWindow), "max"),
      instant: true,
    }),
  };
}

/** One number for an SLO of many groups: that of the worst one. */
function worstGroup(slo: Slo, query: QueryOptions, operator: "min" | "max"): QueryOptions {
  return (slo.by ?? []).length === 0
    ? query
    : { ...query, expr: aggregate(operator, query.expr), legend: "worst group" };
}
