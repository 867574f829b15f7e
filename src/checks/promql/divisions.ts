import { isComparison, type PromqlExpr, selectorsOf } from "../../query/promql/index.ts";
import type { ExpressionCheck, Part } from "./expression.ts";

/** Names of what is a limit rather than an amount: it is not zero while there is anything. */
const LIMITS = /max|limit|capacity|size|total|quota|desired|replicas|allocatable|requests/;

/** What is divided by cannot be zero, or zero cannot fire. */
export const divisions: ExpressionCheck = ({ parts, shapeOf, find }) =>
  parts.flatMap((part) => {
    const { node } = part;
    if (node.kind !== "binary" || node.operator !== "/" || !firesOnInfinity(part)) {
      return [];
    }
    const { bounds, role, unit, series, filters } = shapeOf(node.right);
    const isDifference = node.right.kind === "binary" && node.right.operator === "-";
    const isAmount = role === "gauge" && unit === undefined && !LIMITS.test(series?.metric ?? "");
    // Part of the same series: where there is none in all, there is none in the part.
    const whole = new Set(selectorsOf(node.right).map(({ metric }) => metric));
    const isPart = selectorsOf(node.left).every(({ metric }) => whole.has(metric));
    const canBeZero = bounds.min <= 0 && bounds.max >= 0 && !filters;
    if (!canBeZero || !(isDifference || (isAmount && !isPart))) {
      return [];
    }
    const what = series?.metric ?? "the difference";
    const message = `${what} can be zero, and anything divided by zero is above every threshold`;
    return [find("division-by-zero", node, message, "Leave zero out: … / (… > 0).")];
  });

/** Whether an infinite result would fulfil a comparison above. */
function firesOnInfinity({ node, parents }: Part): boolean {
  const index = parents.findIndex((parent) => parent.kind === "binary" && isComparison(parent.operator));
  const comparison = parents[index];
  if (comparison?.kind !== "binary") {
    return false;
  }
  const side: PromqlExpr = index === 0 ? node : (parents[index - 1] ?? node);
  const isLeft = comparison.left === side;
  return isLeft ? /^(?:>=?|!=)$/.test(comparison.operator) : /^(?:<=?|!=)$/.test(comparison.operator);
}
