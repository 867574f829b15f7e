import { aggregate, number, selector } from "../../../query/promql/index.ts";
import { sloSeries } from "../../slos/names.ts";
import type { RowDraft } from "../model.ts";
import { prometheusQueries } from "../query.ts";
import type { Scope } from "./scope.ts";

/** Lines that one graph can hold and still be read. */
const MOST_LINES = 10;

/** The budgets that have least left, over time; nothing where no service has an SLO. */
export function budgetsRow(scope: Scope): RowDraft | undefined {
  if (scope.services.every(({ slos }) => slos.length === 0)) {
    return undefined;
  }
  // Of an SLO with groups, the one that has least.
  const budgets = aggregate("min", selector(sloSeries.budgetRemaining, scope.matchers), {
    by: ["service", "slo"],
  });
  return {
    key: "row/budgets",
    title: "Error budgets",
    panels: [
      {
        key: "budgets/least",
        kind: "timeseries",
        title: "Least error budget left",
        description: `The ${MOST_LINES} SLOs with the least left of their error budget at each moment. A step down is an incident; a steady slope is a cause that nobody mended.`,
        width: 24,
        height: 9,
        links: [],
        unit: "percentunit",
        thresholds: { base: "critical", steps: [{ value: 0, level: "good" }] },
        queries: prometheusQueries({
          expr: { ...aggregate("bottomk", budgets), parameter: number(MOST_LINES) },
          legend: "{{service}} {{slo}}",
          minStep: scope.ruleStep,
        }),
      },
    ],
  };
}
