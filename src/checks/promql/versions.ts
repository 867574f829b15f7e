import { isAtLeast } from "../../definitions/version.ts";
import type { Diagnostic } from "../../diagnostics/index.ts";
import { type PromqlExpr, promqlAggregations, promqlFunctions } from "../../query/promql/index.ts";
import { type ExpressionCheck, settingsOf } from "./expression.ts";

/** The first Prometheus that computes durations without a feature flag. */
const COMPUTED_DURATIONS = "3.14";

/** What an expression is made of is known to the platform's Prometheus, in every environment that reads it. */
export const versions: ExpressionCheck = (expression) =>
  expression.parts.flatMap(({ node }): readonly Diagnostic[] => {
    const feature = featureOf(node);
    const tooOld =
      feature &&
      settingsOf(expression).find(({ prometheus }) => !isAtLeast(prometheus.version, feature.since));
    if (feature === undefined || tooOld === undefined) {
      return [];
    }
    const { name, since } = feature;
    const message = `${name} came with Prometheus ${since}, and "${tooOld.name}" runs ${tooOld.prometheus.version}`;
    const hint = `Set \`prometheus.version\` to ${since}.0 or newer, or write it without ${name}.`;
    return [expression.find("prometheus-too-old", node, message, hint)];
  });

function featureOf(node: PromqlExpr): { readonly name: string; readonly since: string } | undefined {
  switch (node.kind) {
    case "call":
    case "aggregation": {
      const name = node.kind === "call" ? node.name : node.operator;
      const entry = promqlFunctions.get(name) ?? promqlAggregations.get(name);
      // An experimental one is told of already.
      return entry === undefined || entry.experimental ? undefined : { name, since: entry.since };
    }
    case "selector":
    case "subquery": {
      const times = [node.range, node.offset, node.kind === "subquery" ? node.step : undefined];
      const computed = times.find((text) => /[-+*/%^()]/.test(text?.replace(/^[-+]/, "") ?? ""));
      return computed === undefined
        ? undefined
        : { name: `a computed duration, ${computed},`, since: COMPUTED_DURATIONS };
    }
    default:
      return undefined;
  }
}
