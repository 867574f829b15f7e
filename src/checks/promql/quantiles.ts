import type { Diagnostic } from "../../diagnostics/index.ts";
import { numberValue, type PromqlExpr } from "../../query/promql/index.ts";
import { type Expression, type ExpressionCheck, lacksLabel } from "./expression.ts";

/** Quantiles are taken of histograms that still have their buckets, for a share between 0 and 1. */
export const quantiles: ExpressionCheck = (expression) =>
  expression.parts.flatMap(({ node }) => {
    switch (node.kind) {
      case "call":
        return [
          ...(node.name === "histogram_quantile" ? ofHistogram(expression, node, node.args[1]) : []),
          ...(NATIVE_ONLY.has(node.name) ? ofNative(expression, node.name, node, node.args[0]) : []),
          ...(node.name === "histogram_quantile" || node.name === "quantile_over_time"
            ? shareOf(expression, node, node.args[0])
            : []),
        ];
      case "aggregation":
        return node.operator === "quantile" ? shareOf(expression, node, node.parameter) : [];
      default:
        return [];
    }
  });

/** Functions that leave out whatever is no native histogram. */
const NATIVE_ONLY: ReadonlySet<string> = new Set([
  "histogram_avg",
  "histogram_count",
  "histogram_stddev",
  "histogram_stdvar",
  "histogram_sum",
]);

function ofNative(
  { shapeOf, find }: Expression,
  name: string,
  node: PromqlExpr,
  histogram: PromqlExpr | undefined,
): readonly Diagnostic[] {
  const { role, series } = histogram === undefined ? {} : shapeOf(histogram);
  if (role === undefined || role === "native") {
    return [];
  }
  const message = `${name} reads native histograms, and ${series?.metric ?? "what it is taken of"} is none`;
  return [find("quantile-of-no-histogram", node, message, "Of a classic one read …_count and …_sum.")];
}

function shareOf(
  { find }: Expression,
  node: PromqlExpr,
  share: PromqlExpr | undefined,
): readonly Diagnostic[] {
  const value = share?.kind === "number" ? numberValue(share.text) : undefined;
  if (value === undefined || (value >= 0 && value <= 1)) {
    return [];
  }
  const hint = value > 1 && value <= 100 ? `Write ${value / 100} for ${value} %.` : "Write 0.99 for 99 %.";
  return [find("quantile-out-of-range", node, `a quantile of ${value} is infinite, whatever happened`, hint)];
}

function ofHistogram(
  { shapeOf, find }: Expression,
  node: PromqlExpr,
  buckets: PromqlExpr | undefined,
): readonly Diagnostic[] {
  if (buckets === undefined) {
    return [];
  }
  const { role, labels, series } = shapeOf(buckets);
  if (role === "native" || role === undefined) {
    return [];
  }
  if (role !== "bucket") {
    const name = series?.metric ?? "what it is taken of";
    const hint = "Read the histogram's buckets, …_bucket, or a native histogram.";
    return [find("quantile-of-no-histogram", node, `${name} has no buckets`, hint)];
  }
  if (lacksLabel(labels, "le")) {
    const message = 'the label "le" is gone, and with it the buckets';
    return [find("quantile-without-le", node, message, "Keep it: sum by (le, …) (rate(…_bucket[5m])).")];
  }
  return [];
}
