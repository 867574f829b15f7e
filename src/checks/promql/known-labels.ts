import { type Diagnostic, suggest } from "../../diagnostics/index.ts";
import type { Call } from "../../query/promql/index.ts";
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
      case "call":
        return replaced(node).flatMap((label) => {
          const [series] = node.args;
          const inner = series && shapeOf(series).labels;
          const message = `${node.name} reads the label "${label}", which its series lack`;
          return inner !== undefined && lacksLabel(inner, label)
            ? [find("unknown-label", node, message, suggest(label, inner.names))]
            : [];
        });
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
        const { on = [], ignoring = [], groupLeft, groupRight } = node.matching ?? {};
        const left = shapeOf(node.left).labels;
        const right = shapeOf(node.right).labels;
        const one = groupLeft !== undefined ? right : left;
        const missing = [
          ...on.flatMap((label) => (lacksLabel(left, label) ? [{ label, side: "left", of: left }] : [])),
          ...on.flatMap((label) => (lacksLabel(right, label) ? [{ label, side: "right", of: right }] : [])),
          ...ignoring.flatMap((label) =>
            lacksLabel(left, label) && lacksLabel(right, label) ? [{ label, side: "left", of: left }] : [],
          ),
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

/** Labels that a function makes another one of; without a name it makes a constant. */
function replaced({ name, args }: Call): readonly string[] {
  const sources = name === "label_replace" ? args.slice(3, 4) : name === "label_join" ? args.slice(3) : [];
  return sources.flatMap((source) => (source.kind === "string" && source.value !== "" ? [source.value] : []));
}
