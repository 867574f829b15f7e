import { gauge, type MetricCatalog } from "../../definitions/index.ts";

const volume = { labels: ["persistentvolumeclaim"] } as const;

/**
 * Volumes as the kubelet sees them; `namespace` and `node` are labels of the target in kube-prometheus-stack.
 *
 * Source: Kubernetes 1.34, pkg/kubelet/metrics/collectors/volume_stats.go.
 */
export const kubeletVolumeMetrics = {
  volumeAvailable: gauge("kubelet_volume_stats_available_bytes", volume),
  volumeCapacity: gauge("kubelet_volume_stats_capacity_bytes", volume),
  volumeUsed: gauge("kubelet_volume_stats_used_bytes", volume),
  volumeInodes: gauge("kubelet_volume_stats_inodes", volume),
  volumeInodesFree: gauge("kubelet_volume_stats_inodes_free", volume),
  volumeInodesUsed: gauge("kubelet_volume_stats_inodes_used", volume),
  volumeAbnormal: gauge("kubelet_volume_stats_health_status_abnormal", volume),
} as const satisfies MetricCatalog;
