import { isAtLeast } from "../../definitions/version.ts";
import type { Diagnostic } from "../../diagnostics/index.ts";
import { promqlAggregations, promqlFunctions } from "../../query/promql/index.ts";
import { type ExpressionCheck, settingsOf } from "./expression.ts";

/** Functions and aggregations are those of the platform's Prometheus, in every environment that reads them. */
export const versions: ExpressionCheck = (expression) =>
  expression.parts.flatMap(({ node }): readonly Diagnostic[] => {
    const name = node.kind === "call" ? node.name : node.kind === "aggregation" ? node.operator : undefined;
    const entry =
      name === undefined ? undefined : (promqlFunctions.get(name) ?? promqlAggregations.get(name));
    // An experimental one is told of already.
    if (entry === undefined || entry.experimental) {
      return [];
    }
    const tooOld = settingsOf(expression).find(
      ({ prometheus }) => !isAtLeast(prometheus.version, entry.since),
    );
    if (tooOld === undefined) {
      return [];
    }
    const message = `${name} came with Prometheus ${entry.since}, and "${tooOld.name}" runs ${tooOld.prometheus.version}`;
    const hint = `Set \`prometheus.version\` to ${entry.since}.0 or newer, or write it without ${name}.`;
    return [expression.find("prometheus-too-old", node, message, hint)];
  });
