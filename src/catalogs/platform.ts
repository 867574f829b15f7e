import type { Metric } from "../definitions/index.ts";
import { kubeletVolumeMetrics } from "./kubernetes/kubelet.ts";

/** Metrics that kube-prometheus-stack scrapes in every cluster: PromQL text may read them. */
export function platformMetrics(): readonly Metric[] {
  return [...Object.values(kubeletVolumeMetrics)];
}
