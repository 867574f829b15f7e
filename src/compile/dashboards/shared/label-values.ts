import type { JsonObject } from "../../../artifacts/index.ts";

/** Prometheus's kind of a variable's query: `label_values`. */
const LABEL_VALUES = 1;

/** Anything, so that a target that just appeared is in at once; but not nothing, which would match all series. */
export const ALL_VALUE = ".+";

/** Everything is chosen at first. */
export const CURRENT: JsonObject = { text: "All", value: "$__all" };

/** The query of a variable that offers a label's values. */
export function labelValues(query: string): JsonObject {
  return { qryType: LABEL_VALUES, query, refId: "PrometheusVariableQueryEditor-VariableQuery" };
}
