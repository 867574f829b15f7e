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
  podPhase: gauge("kube_pod_status_phase", {
    about: "pod",
    labels: ["phase", "uid"],
    values: { phase: phases },
  }),
  podReady: gauge("kube_pod_status_ready", {
    about: "pod",
    labels: ["condition", "uid"],
    values: { condition: conditionStatus },
  }),
  podOwner: gauge("kube_pod_owner", {
    about: "pod",
    labels: ["owner_kind", "owner_name", "owner_is_controller", "uid"],
  }),
  restarts: counter("kube_pod_container_status_restarts_total", { about: "pod", labels: ["uid"] }),
  waiting: gauge("kube_pod_container_status_waiting_reason", { about: "pod", labels: ["reason", "uid"] }),
  terminated: gauge("kube_pod_container_status_last_terminated_reason", {
    about: "pod",
    labels: ["reason", "uid"],
  }),
  requests: gauge("kube_pod_container_resource_requests", {
    about: "pod",
    labels: ["resource", "unit", "node", "uid"],
  }),
  limits: gauge("kube_pod_container_resource_limits", {
    about: "pod",
    labels: ["resource", "unit", "node", "uid"],
  }),
  replicas: gauge("kube_deployment_spec_replicas", { about: "namespace", labels: ["deployment"] }),
  replicasAvailable: gauge("kube_deployment_status_replicas_available", {
    about: "namespace",
    labels: ["deployment"],
  }),
  replicasUnavailable: gauge("kube_deployment_status_replicas_unavailable", {
    about: "namespace",
    labels: ["deployment"],
  }),
  statefulReplicas: gauge("kube_statefulset_replicas", { about: "namespace", labels: ["statefulset"] }),
  statefulReady: gauge("kube_statefulset_status_replicas_ready", {
    about: "namespace",
    labels: ["statefulset"],
  }),
  daemonDesired: gauge("kube_daemonset_status_desired_number_scheduled", {
    about: "namespace",
    labels: ["daemonset"],
  }),
  daemonReady: gauge("kube_daemonset_status_number_ready", { about: "namespace", labels: ["daemonset"] }),
  scalerMaximum: gauge("kube_horizontalpodautoscaler_spec_max_replicas", {
    about: "namespace",
    labels: ["horizontalpodautoscaler"],
  }),
  scalerCurrent: gauge("kube_horizontalpodautoscaler_status_current_replicas", {
    about: "namespace",
    labels: ["horizontalpodautoscaler"],
  }),
  jobFailed: gauge("kube_job_failed", {
    about: "namespace",
    labels: ["job_name", "condition"],
    values: { condition: conditionStatus },
  }),
  cronLast: gauge("kube_cronjob_status_last_successful_time", {
    about: "namespace",
    labels: ["cronjob"],
    unit: "timestamp",
  }),
  nodeCondition: gauge("kube_node_status_condition", {
    labels: ["node", "condition", "status"],
    values: { status: conditionStatus },
  }),
  nodeAllocatable: gauge("kube_node_status_allocatable", { labels: ["node", "resource", "unit"] }),
  claimPhase: gauge("kube_persistentvolumeclaim_status_phase", {
    about: "claim",
    labels: ["persistentvolumeclaim", "phase"],
  }),
  podInfo: info("kube_pod_info", {
    about: "pod",
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
  claimsOfPods: info("kube_pod_spec_volumes_persistentvolumeclaims_info", {
    about: "pod",
    labels: ["volume", "persistentvolumeclaim", "uid"],
  }),
} as const satisfies MetricCatalog;
