import type { ExpressionCheck } from "./expression.ts";

const AVERAGES: ReadonlySet<string> = new Set(["avg", "sum"]);
const OVER_TIME: ReadonlySet<string> = new Set(["avg_over_time", "sum_over_time"]);

/** Quantiles are not added up or averaged, and means not averaged: the result is nobody's. */
export const averages: ExpressionCheck = ({ parts, shapeOf, find }) =>
  parts.flatMap(({ node }) => {
    const inner =
      node.kind === "aggregation" && AVERAGES.has(node.operator)
        ? node.expr
        : node.kind === "call" && OVER_TIME.has(node.name)
          ? node.args[0]
          : undefined;
    const role = inner && shapeOf(inner).role;
    if (role !== "quantile" && role !== "mean") {
      return [];
    }
    const message =
      role === "quantile"
        ? "an average of quantiles is the quantile of nothing"
        : "an average of means weighs an idle instance like a busy one";
    const hint =
      role === "quantile"
        ? "Add up the buckets first, histogram_quantile(0.99, sum by (le) (…)), or take max(…)."
        : "Divide the sum of all sums by the sum of all counts.";
    return [find("average-of-averages", node, message, hint)];
  });
