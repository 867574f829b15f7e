import type { Metric } from "../../definitions/index.ts";
import { cadvisorMetrics } from "../kubernetes/cadvisor.ts";
import { kubeStateMetrics } from "../kubernetes/kube-state-metrics.ts";
import { kubeletVolumeMetrics } from "../kubernetes/kubelet.ts";
import { nodeMetrics } from "../kubernetes/node.ts";
import { blackboxMetrics } from "../probes/blackbox.ts";
import { alertmanagerMetrics } from "./alertmanager.ts";
import { grafanaMetrics } from "./grafana.ts";
import { lokiMetrics } from "./loki.ts";
import { prometheusMetrics } from "./prometheus.ts";

/** Metrics that Crowsnest's platform scrapes in every cluster: PromQL text may read them. */
export function platformMetrics(): readonly Metric[] {
  return [
    alertmanagerMetrics,
    blackboxMetrics,
    cadvisorMetrics,
    grafanaMetrics,
    kubeletVolumeMetrics,
    kubeStateMetrics,
    lokiMetrics,
    nodeMetrics,
    prometheusMetrics,
  ].flatMap((metrics): readonly Metric[] => Object.values(metrics));
}
