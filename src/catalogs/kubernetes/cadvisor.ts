import { counter, gauge, type MetricCatalog } from "../../definitions/index.ts";

const of = { labels: ["id", "image", "name", "node", "metrics_path"] } as const;
const network = { labels: ["id", "image", "name", "interface", "node", "metrics_path"] } as const;

/**
 * What cAdvisor, in the kubelet, says of containers.
 *
 * Source: cAdvisor 0.53 in Kubernetes 1.34, metrics/prometheus.go.
 */
export const cadvisorMetrics = {
  cpu: counter("container_cpu_usage_seconds_total", { labels: [...of.labels, "cpu"] }),
  cpuPeriods: counter("container_cpu_cfs_periods_total", of),
  cpuThrottled: counter("container_cpu_cfs_throttled_periods_total", of),
  cpuThrottledSeconds: counter("container_cpu_cfs_throttled_seconds_total", of),
  memoryWorkingSet: gauge("container_memory_working_set_bytes", of),
  memoryResident: gauge("container_memory_rss", { ...of, unit: "bytes" }),
  memoryLimit: gauge("container_spec_memory_limit_bytes", of),
  outOfMemory: counter("container_oom_events_total", of),
  received: counter("container_network_receive_bytes_total", network),
  sent: counter("container_network_transmit_bytes_total", network),
  receiveErrors: counter("container_network_receive_errors_total", network),
  fileSystemUsed: gauge("container_fs_usage_bytes", { labels: [...of.labels, "device"] }),
  diskReads: counter("container_fs_reads_bytes_total", { labels: [...of.labels, "device"] }),
  diskWrites: counter("container_fs_writes_bytes_total", { labels: [...of.labels, "device"] }),
} as const satisfies MetricCatalog;
