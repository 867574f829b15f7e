import {
  aggregate,
  call,
  equals,
  number,
  type PromqlExpr,
  rate,
  selector,
  sum,
} from "../../../../query/promql/index.ts";
import type { PanelDraft, Thresholds } from "../../model.ts";
import { CHOSEN_TARGETS, prometheusQueries, RATE_INTERVAL } from "../../query.ts";

/** A graph about one part of the platform. */
export interface HealthPanel {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  readonly queries: readonly { readonly expr: PromqlExpr; readonly legend: string }[];
  readonly thresholds?: Thresholds;
}

/** Series of the chosen instances. */
export function of(metric: string, labels: Readonly<Record<string, string>> = {}) {
  return selector(metric, [
    ...Object.entries(labels).map(([label, value]) => equals(label, value)),
    ...CHOSEN_TARGETS,
  ]);
}

/** The same by a pattern, for metrics whose names differ between versions. */
export function named(pattern: string) {
  return selector("", [{ label: "__name__", operator: "=~", value: pattern }, ...CHOSEN_TARGETS]);
}

/** Events a second, added up by labels. */
export function perSecond(vector: ReturnType<typeof of>, ...by: readonly string[]): PromqlExpr {
  return sum(rate(vector, RATE_INTERVAL), { by });
}

/** The slow tail of a classic histogram, by labels. */
export function p99(metric: string, ...by: readonly string[]): PromqlExpr {
  const buckets = sum(rate(of(`${metric}_bucket`), RATE_INTERVAL), { by: [...by, "le"] });
  return call("histogram_quantile", number("0.99"), buckets);
}

/** The largest value by labels. */
export function largest(expr: PromqlExpr, ...by: readonly string[]): PromqlExpr {
  return aggregate("max", expr, { by });
}

/** Lays a graph out as a third of a row. */
export function healthPanel(row: string, panel: HealthPanel, minStep: string): PanelDraft {
  const { key, title, description, unit, queries, thresholds } = panel;
  return {
    key: `${row}/${key}`,
    kind: "timeseries",
    title,
    description,
    width: 8,
    height: 7,
    links: [],
    unit,
    min: 0,
    ...(thresholds !== undefined && { thresholds }),
    queries: prometheusQueries(...queries.map((query) => ({ ...query, minStep }))),
  };
}
