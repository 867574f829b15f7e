import { type SeriesFacts, type SeriesRole, unitOfName } from "../query/promql/index.ts";
import type { Metric } from "./metric.ts";
import { TARGET_LABELS } from "./target-labels.ts";

/** What Prometheus keeps of metrics, by the names that queries use. */
export function seriesOf(metrics: Iterable<Metric>): ReadonlyMap<string, SeriesFacts> {
  return new Map([...metrics].flatMap(seriesOfMetric));
}

const TARGETS: readonly string[] = [...TARGET_LABELS];

function seriesOfMetric(metric: Metric): readonly (readonly [string, SeriesFacts])[] {
  const { name } = metric;
  switch (metric.kind) {
    case "counter":
    case "gauge":
    case "info":
      return [[name, facts(metric, metric.kind)]];
    case "nativeHistogram":
      return [[name, facts(metric, "native")]];
    case "histogram": {
      const buckets = [...metric.labels, "le"];
      return [
        [`${name}_bucket`, { ...facts(metric, "bucket"), labels: buckets, buckets: metric.buckets }],
        [`${name}_count`, { ...facts(metric, "counter"), unit: "observations" }],
        [`${name}_sum`, facts(metric, "counter")],
      ];
    }
  }
}

function facts(metric: Metric, role: SeriesRole): SeriesFacts {
  const values = Object.entries(metric.values ?? {}).filter(
    (entry): entry is [string, readonly string[]] => entry[1] !== undefined,
  );
  return {
    metric: metric.name,
    role,
    labels: metric.labels,
    targetLabels: TARGETS,
    unit: metric.unit ?? unitOfName(metric.name),
    buckets: undefined,
    values: Object.fromEntries(values),
    bounds: undefined,
    // Client libraries make a series of a metric with labels when the labels are first used.
    lazy: (role === "counter" || role === "bucket" || role === "native") && metric.labels.length > 0,
  };
}
