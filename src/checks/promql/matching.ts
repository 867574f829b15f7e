import { TARGET_LABELS } from "../../definitions/target-labels.ts";
import type { Diagnostic } from "../../diagnostics/index.ts";
import type { Binary, Labels } from "../../query/promql/index.ts";
import { type Expression, type ExpressionCheck, lacksLabel } from "./expression.ts";

/** Series of two sides find each other, one to one unless the expression says otherwise. */
export const matching: ExpressionCheck = (expression) =>
  expression.parts.flatMap(({ node }) =>
    node.kind === "binary" && node.operator !== "or" ? matchingOf(expression, node) : [],
  );

function matchingOf({ shapeOf, find }: Expression, node: Binary): readonly Diagnostic[] {
  const left = shapeOf(node.left);
  const right = shapeOf(node.right);
  if (left.type !== "instant" || right.type !== "instant" || left.labels.open || right.labels.open) {
    return [];
  }
  const { on, ignoring = [], groupLeft, groupRight } = node.matching ?? {};
  if (on === undefined) {
    const apart = [
      ...onlyIn(left.labels, right.labels, ignoring).map((label) => `only the left side has "${label}"`),
      ...onlyIn(right.labels, left.labels, ignoring).map((label) => `only the right side has "${label}"`),
    ];
    if (apart.length > 0 && groupLeft === undefined && groupRight === undefined) {
      const message = `no series finds another: ${apart.join(", ")}`;
      const hint = "Group both sides by the same labels, or say which to match: on (…), ignoring (…).";
      return [find("matching-finds-nothing", node, message, hint)];
    }
  }
  if (/^(?:and|unless)$/.test(node.operator)) {
    return [];
  }
  const many = (labels: Labels) =>
    [...labels.names].filter((label) => {
      const isMatched = on === undefined ? !ignoring.includes(label) : on.includes(label);
      return !isMatched && !labels.pinned.has(label) && !TARGET_LABELS.has(label);
    });
  const multiplied = [
    ...(groupLeft === undefined ? many(left.labels).map((label) => ({ label, side: "left" })) : []),
    ...(groupRight === undefined ? many(right.labels).map((label) => ({ label, side: "right" })) : []),
  ];
  return multiplied.length === 0
    ? []
    : [
        find(
          "matching-multiplies-series",
          node,
          `several series of the ${multiplied[0]?.side} side match one: they differ by ${multiplied.map(({ label }) => `"${label}"`).join(", ")}`,
          "Aggregate that side to the labels that are matched, or use group_left or group_right.",
        ),
      ];
}

/** Labels that every series of one side has and no series of the other. */
function onlyIn(side: Labels, other: Labels, ignoring: readonly string[]): readonly string[] {
  return [...side.names].filter((label) => !ignoring.includes(label) && lacksLabel(other, label));
}
