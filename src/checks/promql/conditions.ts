import type { Diagnostic } from "../../diagnostics/index.ts";
import { isComparison, type PromqlExpr, verdict } from "../../query/promql/index.ts";
import type { Expression, ExpressionCheck } from "./expression.ts";

/** An alert waits for something that is not always so, and that can be so. */
export const conditions: ExpressionCheck = (expression) => {
  const { role, expr, shapeOf, find } = expression;
  if (role !== "condition") {
    return [];
  }
  const { type, filters, bounds } = shapeOf(expr);
  if (type === "range" || type === "string") {
    const message = `a rule gives series or a number, not ${type === "range" ? "a range of samples" : "text"}`;
    return [
      find(
        "invalid-promql",
        expr,
        message,
        "Use a function that makes one value of the range, such as rate(…).",
      ),
    ];
  }
  const findings = verdicts(expression);
  if (!filters && !readsState(expr) && findings.length === 0) {
    const isBool = expr.kind === "binary" && expr.bool === true;
    const message = isBool
      ? "`bool` gives 0 or 1, and an alert fires on either"
      : expr.kind === "binary" && expr.operator === "or"
        ? "one side of `or` compares nothing, so that there is always a result"
        : "nothing is compared: the alert fires as long as there are series";
    const hint =
      bounds.min === bounds.max ? "Write what must hold." : "Compare it with a threshold, such as `> 10`.";
    return [find("condition-without-comparison", expr, message, hint)];
  }
  return findings;
};

/** Comparisons that always or never hold, whatever is measured. */
function verdicts({ parts, shapeOf, find }: Expression): readonly Diagnostic[] {
  return parts.flatMap(({ node, parents }) => {
    if (node.kind !== "binary" || !isComparison(node.operator) || node.bool === true) {
      return [];
    }
    const left = shapeOf(node.left);
    const right = shapeOf(node.right);
    const result = verdict(node.operator as ">", left.bounds, right.bounds);
    if (result === "never") {
      const message = `it can never hold: ${limits(node.left, left.bounds, node.right, right.bounds)}`;
      return [
        find(
          "condition-never-holds",
          node,
          message,
          "Mend the threshold or the direction of the comparison.",
        ),
      ];
    }
    // What is there only when something is wrong may be compared with anything.
    // Beside `and` it asks whether there is something at all.
    const isGuard = parents.some(
      (parent) => parent.kind === "binary" && /^(?:and|unless)$/.test(parent.operator),
    );
    if (result === "always" && !left.filters && !right.filters && !isGuard) {
      const message = `it always holds: ${limits(node.left, left.bounds, node.right, right.bounds)}`;
      return [
        find(
          "condition-always-holds",
          node,
          message,
          "Mend the threshold or the direction of the comparison.",
        ),
      ];
    }
    return [];
  });
}

interface Limits {
  readonly min: number;
  readonly max: number;
}

function limits(left: PromqlExpr, a: Limits, right: PromqlExpr, b: Limits): string {
  const measured = left.kind === "number" ? b : a;
  const count = [left, right].find((side) => side.kind === "aggregation" && side.operator === "count");
  if (count !== undefined) {
    return "a count of nothing is no 0 but no result at all";
  }
  if (measured.min === measured.max) {
    return `the value is always ${measured.min}`;
  }
  return measured.max === Number.POSITIVE_INFINITY
    ? `the value is never below ${measured.min}`
    : measured.min === Number.NEGATIVE_INFINITY
      ? `the value is never above ${measured.max}`
      : `the value lies between ${measured.min} and ${measured.max}`;
}

/** Alerts' own series are there only while an alert is. */
function readsState(expr: PromqlExpr): boolean {
  return (
    (expr.kind === "selector" && /^ALERTS(?:_FOR_STATE)?$/.test(expr.metric)) ||
    (expr.kind === "aggregation" && readsState(expr.expr))
  );
}
