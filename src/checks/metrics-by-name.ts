import type { Metric } from "../definitions/index.ts";

/** A service's metrics by the names they are exposed under. */
export function metricsByName(metrics: Readonly<Record<string, Metric>>): ReadonlyMap<string, Metric> {
  return new Map(Object.values(metrics).map((metric) => [metric.name, metric]));
}
