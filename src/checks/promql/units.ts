import type { Diagnostic } from "../../diagnostics/index.ts";
import { type Binary, isComparison, numberValue, unitsAdd, unitsAgree } from "../../query/promql/index.ts";
import type { Expression, ExpressionCheck } from "./expression.ts";

/** Below it no moment since 2001 lies, in seconds since 1970. */
const EARLIEST = 1_000_000_000;
/** Above it a ratio is taken for a percentage; a ratio of two amounts may well be 2. */
const PERCENTS = 5;

/** Values that are added or compared have one unit. */
export const units: ExpressionCheck = (expression) =>
  expression.parts.flatMap(({ node }) => {
    if (node.kind !== "binary") {
      return [];
    }
    return isComparison(node.operator) ? compared(expression, node) : added(expression, node);
  });

function compared({ shapeOf, find }: Expression, node: Binary): readonly Diagnostic[] {
  const left = shapeOf(node.left);
  const right = shapeOf(node.right);
  if (!unitsAgree(left.unit, right.unit)) {
    const message = `${left.unit} are compared with ${right.unit}`;
    return [find("unit-mismatch", node, message, "Bring both sides to one unit.")];
  }
  const [measured, other] = node.left.kind === "number" ? [right, node.left] : [left, node.right];
  const threshold = other.kind === "number" ? numberValue(other.text) : undefined;
  if (threshold === undefined) {
    return [];
  }
  if (measured.unit === "timestamp" && threshold > 0 && threshold < EARLIEST) {
    const message = `a moment, in seconds since 1970, is compared with ${threshold}`;
    return [find("unit-mismatch", node, message, "Compare its age: time() - … > 3600.")];
  }
  if (measured.unit === "ratio" && threshold >= PERCENTS && threshold <= 100) {
    const message = `a ratio is compared with ${threshold}, as if it were a percentage`;
    return [find("unit-mismatch", node, message, `Write ${threshold / 100} for ${threshold} %.`)];
  }
  if (measured.unit === "percent" && threshold > 0 && threshold < 1) {
    const message = `a percentage is compared with ${threshold}, as if it were a ratio`;
    return [find("unit-mismatch", node, message, `Write ${threshold * 100} for ${threshold * 100} %.`)];
  }
  return [];
}

function added({ shapeOf, find }: Expression, node: Binary): readonly Diagnostic[] {
  const { operator } = node;
  if (operator !== "+" && operator !== "-") {
    return [];
  }
  const { unit: left } = shapeOf(node.left);
  const { unit: right } = shapeOf(node.right);
  return unitsAdd(operator, left, right)
    ? []
    : [
        find(
          "unit-mismatch",
          node,
          `${operator === "+" ? `${left} and ${right} are added up` : `${right} are taken from ${left}`}`,
          "Bring both sides to one unit.",
        ),
      ];
}
