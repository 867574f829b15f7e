import type { Metric } from "../../src/definitions/index.ts";
import { unitOfName } from "../../src/query/promql/index.ts";
import type { ResolvedService } from "../../src/workspace/index.ts";
import type { WrittenSeries } from "../slo/remote-write.ts";
import type { LabelValues } from "./label-values.ts";

const PODS = ["a", "b"] as const;
const CONTAINER = "app";
/** Claims as the values of labels are made up. */
const CLAIMS = ["persistentvolumeclaim-a", "persistentvolumeclaim-b"] as const;
const MOST_COMBINATIONS = 256;
/** How much rarer errors are than the rest. */
const RARITY = 3_000;
/** Share of the observations beyond a bucket that are beyond the next one too. */
const SLOWER = 0.21;
/** Scrapes by which traffic runs ahead and behind, and over which. */
const SWING = 30;
const PERIOD = 60;
/** Observations of a histogram are spread evenly over this many native buckets. */
const NATIVE_BUCKETS = 6;
const FIRST_NATIVE_BUCKET = -6;

/** Every series that two pods of a service expose, and `up`, as scrapes at the times would see them. */
export function exposedSeries(
  service: ResolvedService,
  values: LabelValues,
  times: readonly number[],
): readonly WrittenSeries[] {
  const metrics = Object.values(service.metrics);
  const probe = service.slos.find(({ sli }) => sli.kind === "probe")?.name;
  // What is asked for by its name may be of other pods than the service's own.
  const declared = new Set(metrics.filter(({ about }) => about !== "namespace").map(({ name }) => name));
  return PODS.flatMap((pod) => {
    const target = {
      environment: service.environment,
      instance: `${service.name}-${pod}:8080`,
      job: service.name,
      namespace: service.namespace,
      pod: `${service.name}-${pod}`,
      service: service.name,
      team: service.team,
    };
    // What is said of a namespace is said once, whatever pods there are.
    const exposed = metrics.filter(({ about }) => about !== "namespace" || pod === PODS[0]);
    const series = exposed.flatMap((metric) =>
      combinations(metric, values).flatMap((own, index) =>
        ofMetric(metric, weightOf(own, index), times).map(({ labels, ...rest }) => ({
          labels: {
            ...labels,
            ...(metric.about === undefined ? { ...own, ...target } : seen(metric, own, target)),
            // The target of a probe is named after its objective.
            ...(probe !== undefined && metric.name.startsWith("probe_") && { probe }),
          },
          ...rest,
        })),
      ),
    );
    return [
      ...distinct(series),
      { labels: { ...target, __name__: "up" }, times, values: times.map(() => 1) },
      ...ofCluster(target.namespace, target.pod, times).filter(
        ({ labels }) => !declared.has(labels.__name__ ?? ""),
      ),
    ];
  });
}

type Labels = Readonly<Record<string, string>>;

/** Labels of a series that the cluster exposes, of a metric that says what it is about. */
function seen({ about }: Metric, own: Labels, { namespace = "", pod = "" }: Labels): Labels {
  const labels = { ...own, job: "cluster", namespace };
  switch (about) {
    case "pod":
      return { ...labels, container: CONTAINER, pod, ...claimOf(own, pod) };
    case "claim":
      return { ...labels, ...claimOf(own, pod) };
    default:
      return labels;
  }
}

/** Each pod has volumes of its own. */
function claimOf({ persistentvolumeclaim: claim }: Labels, pod: string): Labels {
  return claim === undefined ? {} : { persistentvolumeclaim: `${claim}-of-${pod}` };
}

/** What the kubelet and kube-state-metrics say of a pod. */
function ofCluster(namespace: string, pod: string, times: readonly number[]): readonly WrittenSeries[] {
  const labels = { container: CONTAINER, job: "kubelet", namespace, pod };
  const counted = (name: string, perScrape: number) => ({
    labels: { ...labels, __name__: name },
    times,
    values: times.map((_, index) => (index + SWING * Math.sin(index / PERIOD)) * perScrape),
  });
  const limit = (resource: string, value: number) => ({
    labels: {
      ...labels,
      __name__: "kube_pod_container_resource_limits",
      job: "kube-state-metrics",
      resource,
    },
    times,
    values: times.map(() => value),
  });
  return [
    counted("container_cpu_usage_seconds_total", 4),
    counted("container_cpu_cfs_periods_total", 150),
    counted("container_cpu_cfs_throttled_periods_total", 5),
    {
      labels: { ...labels, __name__: "container_memory_working_set_bytes" },
      times,
      values: times.map((_, index) => 3e8 + 5e7 * Math.sin(index / PERIOD)),
    },
    counted("kube_pod_container_status_restarts_total", 0.01),
    limit("cpu", 1),
    limit("memory", 536_870_912),
    ...CLAIMS.flatMap((claim) => {
      const about = claimOf({ persistentvolumeclaim: claim }, pod);
      const steady = (name: string, value: number, more: Labels = {}) => ({
        labels: { ...about, ...more, __name__: name, namespace },
        times,
        values: times.map(() => value),
      });
      return [
        steady("kube_pod_spec_volumes_persistentvolumeclaims_info", 1, { pod, volume: claim }),
        steady("kubelet_volume_stats_capacity_bytes", 1e10),
        steady("kubelet_volume_stats_used_bytes", 4e9),
      ];
    }),
  ];
}

/** Errors are rare, unless it is the label that has the name, and the first values of labels the most common. */
function weightOf(labels: Readonly<Record<string, string>>, index: number): number {
  const isError = Object.entries(labels).some(
    ([label, value]) => !value.startsWith(`${label}-`) && /^5..$|err|fail|internal|drop|reject/i.test(value),
  );
  return (index + 1) * (isError ? RARITY : 1);
}

function ofMetric(metric: Metric, weight: number, times: readonly number[]): readonly WrittenSeries[] {
  const { name } = metric;
  // With ups and downs, so that a graph is no straight line.
  const growing = (rate: number) =>
    times.map((_, index) => Math.floor((index + SWING * Math.sin(index / PERIOD)) * rate));
  switch (metric.kind) {
    case "counter":
      return [{ labels: { __name__: name }, times, values: growing(20 / weight) }];
    case "gauge":
      return [
        {
          labels: { __name__: name },
          times,
          values: times.map((_, index) => gaugeValue(metric, index, times)),
        },
      ];
    case "info":
      return [{ labels: { __name__: name }, times, values: times.map(() => 1) }];
    case "histogram": {
      const bounds = [...metric.buckets.map(String), "+Inf"];
      const rate = 20 / weight;
      return [
        ...bounds.map((le, index) => ({
          labels: { __name__: `${name}_bucket`, le },
          times,
          values: growing(le === "+Inf" ? rate : rate * (1 - SLOWER ** (index + 1))),
        })),
        { labels: { __name__: `${name}_sum` }, times, values: growing(rate * 0.2) },
        { labels: { __name__: `${name}_count` }, times, values: growing(rate) },
      ];
    }
    case "nativeHistogram":
      return [
        {
          labels: { __name__: name },
          times,
          values: [],
          histograms: times.map((_, index) => ({
            first: FIRST_NATIVE_BUCKET,
            counts: Array.from({ length: NATIVE_BUCKETS }, (_bucket, bucket) => index * (bucket + 1)),
            sum: index * 0.5,
          })),
        },
      ];
  }
}

/** Names of gauges that are 0 while all is well, of limits, and of moments that lie ahead. */
const QUIET = /alarm|failed|offline|pending|terminated_reason|unack|unavailable|waiting/;
const LIMIT = /_(?:limits?|max|maximum)(?:_|$)/;
const AHEAD = /(?:not_after|expir)/;
const QUARTER_SECONDS = 90 * 86_400;

/** What a gauge shows of a service that is well, so that a picture of it is not one of an outage. */
function gaugeValue(
  { name, unit = unitOfName(name) }: Metric,
  index: number,
  times: readonly number[],
): number {
  const start = (times[0] ?? 0) / 1_000;
  if (/(^|_)(up|ready|success)$/.test(name)) {
    return 1;
  }
  if (QUIET.test(name)) {
    return 0;
  }
  if (unit === "timestamp") {
    return AHEAD.test(name) ? start + QUARTER_SECONDS : start;
  }
  const value = 10 + (index % 10);
  return LIMIT.test(name) ? value * 50 : unit === "seconds" ? value / 1_000 : value;
}

/**
 * Every combination of the labels' values; where these are too many, the values of the labels that come last take
 * turns, so that each is there.
 */
function combinations(
  { name, labels }: Metric,
  values: LabelValues,
): readonly Readonly<Record<string, string>>[] {
  const start: readonly Readonly<Record<string, string>>[] = [{}];
  return labels.reduce((all, label) => {
    const those = values(name, label);
    return all.length * those.length <= MOST_COMBINATIONS
      ? all.flatMap((own) => those.map((value) => ({ ...own, [label]: value })))
      : all.map((own, index) => ({
          ...own,
          // Not in step with the label before.
          [label]: those[(index + Math.floor(index / those.length)) % those.length] ?? "",
        }));
  }, start);
}

/** A histogram's count may be declared as a counter too. */
function distinct(series: readonly WrittenSeries[]): readonly WrittenSeries[] {
  const key = ({ labels }: WrittenSeries) => JSON.stringify(Object.entries(labels).sort());
  return [...new Map(series.map((one) => [key(one), one])).values()];
}
