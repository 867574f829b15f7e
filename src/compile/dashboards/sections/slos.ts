import { slosAddress } from "../addresses.ts";
import { burnPolicy } from "../burn-policy.ts";
import type { ServiceContext } from "../context.ts";
import type { PanelDraft, RowDraft, Thresholds } from "../model.ts";
import { prometheusQueries } from "../query.ts";
import { budgetQuery, burnRateQuery } from "../slo-queries.ts";
import { budgetThresholds, burnRateThresholds, burnRateWords } from "../thresholds.ts";

/** All objectives in two graphs: what is left of their budgets, and how fast it goes. Each has more on its own page. */
export function slosSection(context: ServiceContext): RowDraft | undefined {
  return context.service.slos.length === 0
    ? undefined
    : {
        key: "row/slos",
        title: "Service level objectives",
        panels: [budgetsPanel(context), burnPanel(context)],
      };
}

function budgetsPanel(context: ServiceContext): PanelDraft {
  const { policy, slos } = context.service;
  const promises = slos.map(({ name, objective, window }) => `${name} ${objective} % over ${window}`);
  return {
    ...shared(context, "budgets"),
    title: "Error budgets left",
    description: `What is left of each budget: ${promises.join(", ")}. At 0 % the promise is broken: put reliability before features until it recovers.`,
    unit: "percentunit",
    ...common(slos.map(({ window }) => budgetThresholds(burnPolicy(policy, window)))),
    queries: prometheusQueries(...slos.map((slo) => budgetQuery(context, slo, slo.name))),
  };
}

function burnPanel(context: ServiceContext): PanelDraft {
  const { policy, slos } = context.service;
  const words = [...new Set(slos.map(({ window }) => burnRateWords(burnPolicy(policy, window))))];
  return {
    ...shared(context, "burn"),
    title: "Burn rates",
    description: `How many times faster than sustainable each budget burns, over the shortest window that alerts; at 1 it lasts exactly its period. Alerts fire at ${words.join("; ")}. The page of objectives shows every window, and what spent a budget.`,
    unit: "none",
    min: 0,
    ...common(slos.map(({ window }) => burnRateThresholds(burnPolicy(policy, window)))),
    queries: prometheusQueries(
      ...slos.map((slo) => {
        const { fastWindow } = burnPolicy(policy, slo.window);
        const { legend, ...query } = burnRateQuery(context, slo, fastWindow);
        return { ...query, legend: `${slo.name} ${legend}` };
      }),
    ),
  };
}

/** Lines that hold for every objective; none where they differ, for a line has no name. */
function common(all: readonly Thresholds[]): { readonly thresholds?: Thresholds } {
  const [first] = all;
  const alike = new Set(all.map((thresholds) => JSON.stringify(thresholds))).size === 1;
  return first !== undefined && alike ? { thresholds: first } : {};
}

function shared({ environment, service }: ServiceContext, part: string) {
  return {
    key: `slos/${part}`,
    kind: "timeseries",
    width: 12,
    height: 8,
    links: [{ title: "Objectives", url: slosAddress(environment, service.name), newTab: false }],
  } as const;
}
