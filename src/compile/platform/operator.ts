import type { JsonObject } from "../../artifacts/index.ts";

/**
 * The values of kube-prometheus-stack below `prometheusOperator`. Its webhook refuses rules that Prometheus could
 * not load. It fails closed from the first upgrade on: on the very first install the chart's own rules come before
 * the webhook that would have to admit them, and `Fail` would never get past that. Two replicas, so that no apply
 * waits for a node.
 */
export const OPERATOR_VALUES: JsonObject = {
  admissionWebhooks: {
    deployment: {
      enabled: true,
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      replicas: 2,
      resources: { limits: { memory: "128Mi" }, requests: { cpu: "20m", memory: "64Mi" } },
    },
    failurePolicy: "IgnoreOnInstallOnly",
    patch: { resources: { limits: { memory: "64Mi" }, requests: { cpu: "10m", memory: "32Mi" } } },
  },
  prometheusConfigReloader: {
    resources: { limits: { memory: "64Mi" }, requests: { cpu: "10m", memory: "32Mi" } },
  },
  resources: { limits: { memory: "512Mi" }, requests: { cpu: "50m", memory: "128Mi" } },
};
