import { type Diagnostic, suggest } from "../../diagnostics/index.ts";
import { type ExpressionCheck, lacksLabel } from "./expression.ts";

/** Matchers, groupings and matching name labels that the series have. */
export const knownLabels: ExpressionCheck = ({ parts, scope, shapeOf, find }) =>
  parts.flatMap(({ node }): readonly Diagnostic[] => {
    switch (node.kind) {
      case "selector": {
        const facts = scope.lookup(node.metric);
        const declared = facts && [...facts.labels, ...facts.targetLabels];
        return declared === undefined
          ? []
          : node.matchers
              .filter(({ label }) => label !== "__name__" && !declared.includes(label))
              .map((matcher) => {
                const message = `${facts?.metric} has no label "${matcher.label}"`;
                return find("unknown-label", matcher, message, suggest(matcher.label, facts?.labels ?? []));
              });
      }
      case "aggregation": {
        const inner = shapeOf(node.expr).labels;
        return [...(node.by ?? []), ...(node.without ?? [])]
          .filter((label) => lacksLabel(inner, label))
          .map((label) =>
            find(
              "unknown-label",
              node,
              `what is grouped has no label "${label}"`,
              suggest(label, inner.names),
            ),
          );
      }
      case "binary": {
        const { on = [], groupLeft, groupRight } = node.matching ?? {};
        const left = shapeOf(node.left).labels;
        const right = shapeOf(node.right).labels;
        const one = groupLeft !== undefined ? right : left;
        const missing = [
          ...on.flatMap((label) => (lacksLabel(left, label) ? [{ label, side: "left", of: left }] : [])),
          ...on.flatMap((label) => (lacksLabel(right, label) ? [{ label, side: "right", of: right }] : [])),
          ...(groupLeft ?? groupRight ?? []).flatMap((label) =>
            lacksLabel(one, label) ? [{ label, side: groupLeft ? "right" : "left", of: one }] : [],
          ),
        ];
        return missing.map(({ label, side, of }) =>
          find("unknown-label", node, `the ${side} side has no label "${label}"`, suggest(label, of.names)),
        );
      }
      default:
        return [];
    }
  });
