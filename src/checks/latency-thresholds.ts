import { diagnostic } from "../diagnostics/index.ts";
import { durationSeconds, formatDuration } from "../query/promql/index.ts";
import type { Check } from "./check.ts";
import { metricsByName } from "./metrics-by-name.ts";

/** The threshold of a latency SLO on a classic histogram is one of its bucket bounds. */
export const latencyThresholds: Check = ({ services }) =>
  services.flatMap((service) => {
    const metrics = metricsByName(service.value.metrics);
    return service.value.slos.flatMap(({ sli }, index) => {
      const metric = sli.kind === "latency" ? metrics.get(sli.histogram.metric) : undefined;
      if (sli.kind !== "latency" || metric?.kind !== "histogram") {
        return [];
      }
      const threshold = durationSeconds(sli.within);
      if (metric.buckets.includes(threshold)) {
        return [];
      }
      const bounds = metric.buckets.map(formatBound).join(", ");
      return [
        diagnostic("threshold-not-a-bucket", {
          ...service.at("slos", index, "sli", "within"),
          message: `"${sli.within}" is no bucket bound of ${metric.name}`,
          hint: `Its bounds are ${bounds}. The nearest is ${formatBound(nearestBound(metric.buckets, threshold))}; or add ${threshold} to the buckets where the metric is made.`,
        }),
      ];
    });
  });

function nearestBound(buckets: readonly number[], threshold: number): number {
  return buckets.reduce((best, bound) =>
    Math.abs(bound - threshold) < Math.abs(best - threshold) ? bound : best,
  );
}

function formatBound(seconds: number): string {
  return formatDuration(seconds);
}
