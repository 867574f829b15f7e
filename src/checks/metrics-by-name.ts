import type { Metric } from "../definitions/index.ts";

/** A service's metrics by the names of their series: those of a classic histogram lead to the histogram. */
export function metricsByName(metrics: Readonly<Record<string, Metric>>): ReadonlyMap<string, Metric> {
  const declared = Object.values(metrics);
  const series = declared
    .filter(({ kind }) => kind === "histogram")
    .flatMap((metric) =>
      ["bucket", "count", "sum"].map((suffix) => [`${metric.name}_${suffix}`, metric] as const),
    );
  // A metric of its own under such a name, as some exporters need it, comes last and wins.
  return new Map([...series, ...declared.map((metric) => [metric.name, metric] as const)]);
}
