import { z } from "zod";
import { catalogOf } from "../../definitions/catalog.ts";
import { readOptions } from "../../definitions/catalog-options.ts";
import {
  alert,
  type Catalog,
  counter,
  gauge,
  type MetricCatalog,
  not,
  panel,
  rateInterval,
  row,
} from "../../definitions/index.ts";
import { shareSchema } from "../options.ts";
import { kubeStateMetrics } from "./kube-state-metrics.ts";
import { causesOnly, ofContainer } from "./options.ts";

const of = { about: "pod", labels: ["id", "image", "name", "node", "metrics_path"] } as const;
const network = {
  about: "pod",
  labels: ["id", "image", "name", "interface", "node", "metrics_path"],
} as const;
const device = { about: "pod", labels: [...of.labels, "device"] } as const;

/**
 * What cAdvisor, in the kubelet, says of containers, as far as kube-prometheus-stack keeps it: the chart drops
 * `container_spec_…` and the seconds that containers were throttled for.
 *
 * Source: cAdvisor 0.53 in Kubernetes 1.34, metrics/prometheus.go.
 */
export const cadvisorMetrics = {
  cpu: counter("container_cpu_usage_seconds_total", { about: "pod", labels: [...of.labels, "cpu"] }),
  cpuPeriods: counter("container_cpu_cfs_periods_total", of),
  cpuThrottled: counter("container_cpu_cfs_throttled_periods_total", of),
  memoryWorkingSet: gauge("container_memory_working_set_bytes", of),
  memoryResident: gauge("container_memory_rss", { ...of, unit: "bytes" }),
  outOfMemory: counter("container_oom_events_total", of),
  received: counter("container_network_receive_bytes_total", network),
  sent: counter("container_network_transmit_bytes_total", network),
  receiveErrors: counter("container_network_receive_errors_total", network),
  fileSystemUsed: gauge("container_fs_usage_bytes", device),
  diskReads: counter("container_fs_reads_bytes_total", device),
  diskWrites: counter("container_fs_writes_bytes_total", device),
} as const satisfies MetricCatalog;

/** What has no name of a container is the pod's own sum. */
const ofContainers = { container: not("") } as const;

/** What {@link cadvisor} takes. */
export interface CadvisorOptions {
  /** Share of a container's memory limit above which the team hears of it. Default `"90%"`. */
  readonly memoryAbove?: `${number}%`;
  /** Share of throttled time slices above which dashboards say so. Default `"50%"`. */
  readonly throttledAbove?: `${number}%`;
}

const optionsSchema = z.strictObject({
  memoryAbove: shareSchema.default("90%"),
  throttledAbove: shareSchema.default("50%"),
});

/**
 * The containers of a service as the kubelet sees them: CPU, memory, network and disk, beside the limits that
 * kube-state-metrics knows.
 *
 * Throttling is told to nobody: many containers are throttled in short bursts that no user feels, and where one feels
 * them, an objective for latency says so.
 *
 * @example uses: [cadvisor({ memoryAbove: "85%" })]
 */
export function cadvisor(options: CadvisorOptions = {}): Catalog {
  const read = readOptions(optionsSchema, options);
  const { memoryAbove, throttledAbove } = read.options;
  const { cpu, cpuPeriods, cpuThrottled, memoryWorkingSet, received, sent, receiveErrors } = cadvisorMetrics;
  const { diskReads, diskWrites } = cadvisorMetrics;
  const { limits } = kubeStateMetrics;
  return catalogOf(
    {
      name: "cadvisor",
      source:
        "cAdvisor 0.53 in Kubernetes 1.34, metrics/prometheus.go; limits of kube-state-metrics 2.17, docs/metrics/workload/pod-metrics.md",
      metrics: {
        cpu,
        cpuPeriods,
        cpuThrottled,
        memoryWorkingSet,
        received,
        sent,
        receiveErrors,
        diskReads,
        diskWrites,
        limits,
      },
      slos: causesOnly,
      alerts: ({ metrics: m, name }) => [
        alert(name("CpuThrottled"), {
          when: m.cpuThrottled
            .where(ofContainers)
            .rate("10m")
            .sum(ofContainer)
            .dividedBy(m.cpuPeriods.where(ofContainers).rate("10m").sum(ofContainer))
            .above(throttledAbove),
          for: "15m",
          severity: "info",
          summary:
            "{{ $labels.container }} in pod {{ $labels.pod }} waits for the CPU in {{ $value | humanizePercentage }} of its time slices",
          description:
            "Its CPU limit is used up within the slices. When requests are slow, raise the limit or leave it out.",
        }),
        alert(name("MemoryNearLimit"), {
          when: m.memoryWorkingSet
            .max(ofContainer)
            .dividedBy(m.limits.where({ resource: "memory" }).max(ofContainer))
            .above(memoryAbove),
          for: "10m",
          severity: "warning",
          summary:
            "{{ $labels.container }} in pod {{ $labels.pod }} uses {{ $value | humanizePercentage }} of its memory limit",
          description: "At the limit the container is killed. Raise the limit, or look for what it keeps.",
        }),
      ],
      rows: (m) => [
        row("Containers", [
          panel("CPU of containers", {
            of: m.cpu.where(ofContainers).rate(rateInterval).sum(ofContainer),
            description: "Cores that each container uses.",
            unit: "cores",
          }),
          panel("Throttled", {
            of: m.cpuThrottled
              .where(ofContainers)
              .rate(rateInterval)
              .sum(ofContainer)
              .dividedBy(m.cpuPeriods.where(ofContainers).rate(rateInterval).sum(ofContainer)),
            description: "Share of the time slices in which a container had to wait for its limit.",
            unit: "ratio",
            limit: throttledAbove,
          }),
          panel("Memory of the limit", {
            of: m.memoryWorkingSet
              .max(ofContainer)
              .dividedBy(m.limits.where({ resource: "memory" }).max(ofContainer)),
            description:
              "Share of a container's limit that it uses; containers without a limit have no line.",
            unit: "ratio",
            limit: memoryAbove,
          }),
          panel("Network", {
            of: {
              received: m.received.rate(rateInterval).sum({ by: ["pod"] }),
              sent: m.sent.rate(rateInterval).sum({ by: ["pod"] }),
            },
            description: "Bytes a second of each pod.",
          }),
          panel("Network errors", {
            of: m.receiveErrors.rate(rateInterval).sum({ by: ["pod"] }),
            description: "Packets that came in damaged; they are the node's or the network's fault.",
          }),
          panel("Disk", {
            of: {
              read: m.diskReads.rate(rateInterval).sum({ by: ["pod"] }),
              written: m.diskWrites.rate(rateInterval).sum({ by: ["pod"] }),
            },
            description: "Bytes a second of each pod.",
          }),
        ]),
      ],
    },
    cadvisor,
    read,
  );
}
