import { isComparison, type PromqlExpr } from "../../query/promql/index.ts";
import type { ExpressionCheck } from "./expression.ts";

const OF_HISTOGRAMS: ReadonlySet<string> = new Set([
  "histogram_avg",
  "histogram_count",
  "histogram_fraction",
  "histogram_quantile",
  "histogram_stddev",
  "histogram_stdvar",
  "histogram_sum",
]);

/** What a counter has counted since its process started says nothing: it is compared and computed as a rate. */
export const counters: ExpressionCheck = ({ parts, shapeOf, find }) =>
  parts.flatMap(({ node }) => {
    if (node.kind === "call" && OF_HISTOGRAMS.has(node.name)) {
      return node.args.filter(isCounter).map((arg) => {
        const what = node.name === "histogram_quantile" ? "the quantile" : node.name;
        const message = `${what} of everything since the processes started`;
        return find("counter-without-rate", node, message, `Take rate(…[5m]) of ${nameOf(arg)} first.`);
      });
    }
    if (node.kind !== "binary" || (!isComparison(node.operator) && !"+-*/".includes(node.operator))) {
      return [];
    }
    // The same counter at two moments: whoever writes that counts growth by hand.
    const [left, right] = [shapeOf(node.left).series, shapeOf(node.right).series];
    if (node.operator !== "/" && left !== undefined && left === right) {
      return [];
    }
    return [node.left, node.right].filter(isCounter).map((side) => {
      const message = `${nameOf(side)} counts since its process started`;
      return find("counter-without-rate", node, message, "Use rate(…[5m]) or increase(…[5m]).");
    });

    function isCounter(expr: PromqlExpr): boolean {
      const { role } = shapeOf(expr);
      return role === "counter" || role === "bucket" || isNative(expr) ? !hasRate(expr) : false;
    }
    function isNative(expr: PromqlExpr): boolean {
      return node.kind === "call" && shapeOf(expr).role === "native";
    }
    function nameOf(expr: PromqlExpr): string {
      return shapeOf(expr).series?.metric ?? "the counter";
    }
  });

// A rate of buckets is still a histogram, but no longer a counter.
function hasRate(expr: PromqlExpr): boolean {
  switch (expr.kind) {
    case "call":
      return /^(?:rate|irate|increase|delta|changes|resets)$/.test(expr.name) || expr.args.some(hasRate);
    case "aggregation":
    case "unary":
    case "subquery":
      return hasRate(expr.expr);
    case "binary":
      return hasRate(expr.left) || hasRate(expr.right);
    default:
      return false;
  }
}
