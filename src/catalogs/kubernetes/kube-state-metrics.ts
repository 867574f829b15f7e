import { counter, gauge, info, type MetricCatalog } from "../../definitions/index.ts";

// The exporter's own namespace, pod and container labels stay: its monitor honours them.
const phases = ["Pending", "Running", "Succeeded", "Failed", "Unknown"] as const;
const conditionStatus = ["true", "false", "unknown"] as const;

/**
 * What kube-state-metrics says of pods, workloads and nodes.
 *
 * Source: kube-state-metrics 2.17, docs/metrics.
 */
export const kubeStateMetrics = {
  podPhase: gauge("kube_pod_status_phase", { labels: ["phase", "uid"], values: { phase: phases } }),
  podReady: gauge("kube_pod_status_ready", {
    labels: ["condition", "uid"],
    values: { condition: conditionStatus },
  }),
  podOwner: gauge("kube_pod_owner", { labels: ["owner_kind", "owner_name", "owner_is_controller", "uid"] }),
  restarts: counter("kube_pod_container_status_restarts_total", { labels: ["uid"] }),
  waiting: gauge("kube_pod_container_status_waiting_reason", { labels: ["reason", "uid"] }),
  terminated: gauge("kube_pod_container_status_last_terminated_reason", { labels: ["reason", "uid"] }),
  requests: gauge("kube_pod_container_resource_requests", { labels: ["resource", "unit", "node", "uid"] }),
  limits: gauge("kube_pod_container_resource_limits", { labels: ["resource", "unit", "node", "uid"] }),
  replicas: gauge("kube_deployment_spec_replicas", { labels: ["deployment"] }),
  replicasAvailable: gauge("kube_deployment_status_replicas_available", { labels: ["deployment"] }),
  replicasUnavailable: gauge("kube_deployment_status_replicas_unavailable", { labels: ["deployment"] }),
  statefulReplicas: gauge("kube_statefulset_replicas", { labels: ["statefulset"] }),
  statefulReady: gauge("kube_statefulset_status_replicas_ready", { labels: ["statefulset"] }),
  daemonDesired: gauge("kube_daemonset_status_desired_number_scheduled", { labels: ["daemonset"] }),
  daemonReady: gauge("kube_daemonset_status_number_ready", { labels: ["daemonset"] }),
  scalerMaximum: gauge("kube_horizontalpodautoscaler_spec_max_replicas", {
    labels: ["horizontalpodautoscaler"],
  }),
  scalerCurrent: gauge("kube_horizontalpodautoscaler_status_current_replicas", {
    labels: ["horizontalpodautoscaler"],
  }),
  jobFailed: gauge("kube_job_status_failed", { labels: ["job_name", "reason"] }),
  cronLast: gauge("kube_cronjob_status_last_successful_time", { labels: ["cronjob"], unit: "timestamp" }),
  nodeCondition: gauge("kube_node_status_condition", {
    labels: ["node", "condition", "status"],
    values: { status: conditionStatus },
  }),
  nodeAllocatable: gauge("kube_node_status_allocatable", { labels: ["node", "resource", "unit"] }),
  claimPhase: gauge("kube_persistentvolumeclaim_status_phase", {
    labels: ["persistentvolumeclaim", "phase"],
  }),
  podInfo: info("kube_pod_info", {
    labels: [
      "host_ip",
      "pod_ip",
      "node",
      "created_by_kind",
      "created_by_name",
      "uid",
      "priority_class",
      "host_network",
    ],
  }),
} as const satisfies MetricCatalog;
