import { counter, gauge, type MetricCatalog } from "../../definitions/index.ts";

const fileSystem = { labels: ["device", "fstype", "mountpoint", "device_error"] } as const;

/**
 * What node_exporter says of machines.
 *
 * Source: node_exporter 1.9, collector.
 */
export const nodeMetrics = {
  cpu: counter("node_cpu_seconds_total", {
    labels: ["cpu", "mode"],
    values: { mode: ["idle", "iowait", "irq", "nice", "softirq", "steal", "system", "user"] },
  }),
  load1: gauge("node_load1"),
  load5: gauge("node_load5"),
  memoryAvailable: gauge("node_memory_MemAvailable_bytes"),
  memoryTotal: gauge("node_memory_MemTotal_bytes"),
  diskAvailable: gauge("node_filesystem_avail_bytes", fileSystem),
  diskSize: gauge("node_filesystem_size_bytes", fileSystem),
  diskReadOnly: gauge("node_filesystem_readonly", fileSystem),
  inodesFree: gauge("node_filesystem_files_free", fileSystem),
  inodes: gauge("node_filesystem_files", fileSystem),
  diskSeconds: counter("node_disk_io_time_seconds_total", { labels: ["device"] }),
  received: counter("node_network_receive_bytes_total", { labels: ["device"] }),
  sent: counter("node_network_transmit_bytes_total", { labels: ["device"] }),
  booted: gauge("node_boot_time_seconds"),
  clockOffset: gauge("node_timex_offset_seconds"),
} as const satisfies MetricCatalog;
