import { durationMilliseconds, formatDuration, type PromqlExpr } from "../../query/promql/index.ts";
import { type ExpressionCheck, settingsOf } from "./expression.ts";

/** Nobody looks further back than Prometheus remembers. */
export const lookback: ExpressionCheck = (expression) => {
  const kept = settingsOf(expression)
    .map(({ name, prometheus }) => ({ name, milliseconds: durationMilliseconds(prometheus.retention) ?? 0 }))
    .sort((a, b) => a.milliseconds - b.milliseconds)[0];
  return kept === undefined
    ? []
    : expression.parts.flatMap(({ node, parents }) => {
        const milliseconds = node.kind === "selector" ? reach([node, ...parents]) : 0;
        if (milliseconds <= kept.milliseconds) {
          return [];
        }
        const message = `it looks back ${formatDuration(milliseconds / 1_000)}, but Prometheus in "${kept.name}" forgets after ${formatDuration(kept.milliseconds / 1_000)}`;
        return [
          expression.find(
            "longer-than-retention",
            node,
            message,
            "Look back less far, or raise `prometheus.retention`.",
          ),
        ];
      });
};

/** How far back samples are read: ranges and offsets of everything around add up. */
function reach(nodes: readonly PromqlExpr[]): number {
  return nodes.reduce((sum, node) => {
    const range = node.kind === "selector" || node.kind === "subquery" ? node.range : undefined;
    const offset = node.kind === "selector" || node.kind === "subquery" ? node.offset : undefined;
    return sum + (durationMilliseconds(range ?? "") ?? 0) + (durationMilliseconds(offset ?? "") ?? 0);
  }, 0);
}
