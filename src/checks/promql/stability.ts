import type { Diagnostic } from "../../diagnostics/index.ts";
import { promqlAggregations, promqlFunctions } from "../../query/promql/index.ts";
import type { ExpressionCheck } from "./expression.ts";

/** Functions are those that Prometheus has without a feature flag, and that alerts can rely on. */
export const stability: ExpressionCheck = ({ parts, find }) =>
  parts.flatMap(({ node }): readonly Diagnostic[] => {
    const entry =
      node.kind === "call"
        ? promqlFunctions.get(node.name)
        : node.kind === "aggregation"
          ? promqlAggregations.get(node.operator)
          : undefined;
    const name = node.kind === "call" ? node.name : node.kind === "aggregation" ? node.operator : "";
    if (entry?.experimental === true) {
      const message = `${name} is experimental: Prometheus refuses it without a feature flag`;
      return [find("experimental-promql", node, message, "Crowsnest runs Prometheus without feature flags.")];
    }
    if (name === "irate") {
      const message = "irate looks at the last two samples only: one quiet scrape ends the alert";
      return [find("irate-in-alert", node, message, "Use rate(…[5m]).")];
    }
    return [];
  });
