import { suggest } from "../../diagnostics/index.ts";
import type { ExpressionCheck } from "./expression.ts";

/** Every metric that is read is declared by somebody. */
export const knownMetrics: ExpressionCheck = ({ draft, parts, scope, isText, find }) => {
  // A service that was refused may well declare it: that is no second mistake.
  const isWhole = draft.services.length === draft.declared.services.size;
  return parts.flatMap(({ node }) => {
    if (node.kind !== "selector") {
      return [];
    }
    const named = node.matchers.find(({ label, operator }) => label === "__name__" && operator === "=");
    const metric = node.metric === "" && isText ? named?.value : node.metric;
    if (metric === undefined || scope.exists(metric) || (isText && !isWhole)) {
      return [];
    }
    if (metric.includes(":")) {
      const message = `no rule records the series "${metric}"`;
      return [find("unknown-recording-rule", node, message, "Crowsnest records slo:… for each SLO.")];
    }
    const message =
      metric === ""
        ? "no metric is given"
        : isText
          ? `nobody declares a metric "${metric}"`
          : `the service declares no metric "${metric}"`;
    return [
      find(
        "unknown-metric",
        node,
        message,
        `Declare it under \`metrics\`. ${suggest(metric, scope.names())}`,
      ),
    ];
  });
};
