import type { Diagnostic } from "../../diagnostics/index.ts";
import { type Call, selectorsOf } from "../../query/promql/index.ts";
import type { Expression, ExpressionCheck } from "./expression.ts";

const RATES: ReadonlySet<string> = new Set(["rate", "increase", "irate", "resets"]);
const CHANGES: ReadonlySet<string> = new Set(["delta", "idelta", "deriv", "predict_linear"]);

/** Rates are taken of counters, before anything else is done to them; changes of gauges. */
export const rates: ExpressionCheck = (expression) =>
  expression.parts.flatMap(({ node }) =>
    node.kind !== "call" ? [] : RATES.has(node.name) ? rateOf(expression, node) : changeOf(expression, node),
  );

function rateOf({ shapeOf, find }: Expression, call: Call): readonly Diagnostic[] {
  const [arg] = call.args;
  if (arg === undefined) {
    return [];
  }
  const { role, series } = shapeOf(arg);
  if (arg.kind === "subquery" && arg.expr.kind !== "selector" && (role === "counter" || role === "bucket")) {
    const message = `${call.name} is taken after the counters were put together: one that starts again looks like growth of all`;
    const hint = `Take ${call.name} first: sum(${call.name}(…[5m])).`;
    return [find("rate-after-aggregation", call, message, hint)];
  }
  if (role !== undefined && role !== "counter" && role !== "bucket" && role !== "native") {
    const what =
      series !== undefined && arg.kind === "selector"
        ? `${series.metric} is a ${WORDS[role]}`
        : `what it is taken of is a ${WORDS[role]}`;
    const hint =
      role === "gauge"
        ? "Of a gauge take delta(…), deriv(…) or avg_over_time(…); rate would count every fall as a new start."
        : "Take the rate of the counter itself.";
    return [find("rate-of-gauge", call, `${call.name} counts growth, but ${what}`, hint)];
  }
  return [];
}

const WORDS = {
  gauge: "gauge",
  info: "gauge that is always 1",
  quantile: "quantile",
  mean: "mean",
  rate: "rate already",
  derived: "computed value",
} as const;

function changeOf({ shapeOf, find }: Expression, call: Call): readonly Diagnostic[] {
  const [arg] = call.args;
  const role = arg && CHANGES.has(call.name) ? shapeOf(arg).role : undefined;
  if (arg === undefined || (role !== "counter" && role !== "bucket")) {
    return [];
  }
  const names = [...new Set(selectorsOf(arg).map(({ metric }) => metric))].join(", ");
  const message = `${call.name} is for gauges, and ${names} is a counter: a restart looks like a fall`;
  return [find("delta-of-counter", call, message, "Use increase(…) or rate(…).")];
}
