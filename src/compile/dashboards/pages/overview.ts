import {
  aggregate,
  call,
  combine,
  compare,
  equals,
  number,
  type PromqlExpr,
  selector,
} from "../../../query/promql/index.ts";
import { SERVICE_INFO } from "../../inventory/index.ts";
import { sloSeries } from "../../slos/names.ts";
import type { PanelDraft, RowDraft, Thresholds } from "../model.ts";
import { prometheusQueries } from "../query.ts";
import type { Scope } from "./scope.ts";

const SIZE = { width: 4, height: 4 } as const;
const NONE_IS_WELL: Thresholds = { base: "good", steps: [{ value: 1, level: "critical" }] };

/** Are the services well? One line of counts, each of this moment. */
export function overviewRow(scope: Scope): RowDraft {
  const { matchers, targets, ruleStep, rawStep } = scope;
  const alerts = (severity: string) =>
    selector("ALERTS", [...matchers, equals("alertstate", "firing"), equals("severity", severity)]);
  const budgets = selector(sloSeries.budgetRemaining, matchers);
  return {
    key: "row/overview",
    title: "Overview",
    panels: [
      count("services", "Services", "Services that are declared here.", ruleStep, {
        of: selector(SERVICE_INFO, matchers),
        thresholds: { base: "notice", steps: [] },
      }),
      count(
        "critical",
        "Critical alerts",
        "Alerts that fire and wake somebody; 0 is well. The table of alerts names them.",
        ruleStep,
        { of: alerts("critical"), thresholds: NONE_IS_WELL },
      ),
      count(
        "warning",
        "Warnings",
        "Alerts that fire and become tickets. They can wait until the working day, not for weeks.",
        ruleStep,
        { of: alerts("warning"), thresholds: { base: "good", steps: [{ value: 1, level: "warning" }] } },
      ),
      count(
        "spent",
        "Budgets spent",
        "SLOs whose error budget is gone: put reliability before features there until it recovers.",
        ruleStep,
        { of: compare(budgets, "<=", number(0)), thresholds: NONE_IS_WELL },
      ),
      count(
        "scarce",
        "Budgets scarce",
        "SLOs with less than a quarter of their error budget left: be careful with risky changes.",
        ruleStep,
        {
          of: compare(budgets, "<", number("0.25")),
          thresholds: { base: "good", steps: [{ value: 1, level: "warning" }] },
        },
      ),
      count(
        "down",
        "Targets down",
        "Targets that Prometheus could not scrape; their services are partly blind or partly gone.",
        rawStep,
        { of: compare(selector("up", targets), "==", number(0)), thresholds: NONE_IS_WELL },
      ),
    ],
  };
}

function count(
  key: string,
  title: string,
  description: string,
  minStep: string,
  { of, thresholds }: { readonly of: PromqlExpr; readonly thresholds: Thresholds },
): PanelDraft {
  return {
    key: `overview/${key}`,
    kind: "stat",
    title,
    description,
    ...SIZE,
    links: [],
    unit: "none",
    thresholds,
    noValue: "No data",
    queries: prometheusQueries({
      // Nothing counted is 0, not "no data".
      expr: combine(aggregate("count", of), "or", call("vector", number(0))),
      legend: title,
      minStep,
      instant: true,
    }),
  };
}
