import type { HelmReleaseArtifact, JsonObject, JsonValue } from "../../artifacts/index.ts";
import { canonical } from "../../artifacts/index.ts";
import { objectSelector, type ResolvedEnvironment } from "../../workspace/index.ts";
import { logPipelineRules } from "../logs/conformance.ts";
import { alertmanagerValues } from "./alertmanager.ts";
import { grafanaValues } from "./grafana.ts";
import { releaseName, stackName } from "./names.ts";
import { OPERATOR_VALUES } from "./operator.ts";
import { prometheusValues } from "./prometheus.ts";

/** Where the Prometheus community's charts are. */
export const PROMETHEUS_CHARTS = "https://prometheus-community.github.io/helm-charts";

/** Prometheus, Alertmanager, Grafana, the operator and what exports the cluster's own metrics. */
export function kubePrometheusStack(environment: ResolvedEnvironment): HelmReleaseArtifact {
  const { platform } = environment;
  const labels = objectSelector(environment.name);
  return {
    chart: "kube-prometheus-stack",
    name: releaseName(platform, "monitoring"),
    namespace: platform.namespaces.monitoring,
    repository: PROMETHEUS_CHARTS,
    timeoutSeconds: 900,
    values: canonical({
      ...(platform.logs !== undefined && {
        // Not run through `tpl`: the braces in annotations are Prometheus's.
        additionalPrometheusRulesMap: {
          logs: { groups: logPipelineRules(environment) as unknown as JsonValue },
        },
      }),
      alertmanager: alertmanagerValues(environment),
      commonLabels: labels,
      crds: { enabled: false },
      defaultRules: {
        additionalRuleLabels: { environment: environment.name, team: platform.team },
        create: true,
      },
      fullnameOverride: stackName(platform),
      grafana: grafanaValues(environment),
      "kube-state-metrics": {
        prometheus: { monitor: { additionalLabels: labels } },
        resources: { limits: { memory: "512Mi" }, requests: { cpu: "20m", memory: "128Mi" } },
      },
      "prometheus-node-exporter": {
        // It sees the whole node; what does not need to is kept out of its namespace.
        namespaceOverride: platform.namespaces.agents,
        prometheus: { monitor: { additionalLabels: labels } },
        resources: { limits: { memory: "128Mi" }, requests: { cpu: "20m", memory: "32Mi" } },
      },
      prometheus: prometheusValues(environment),
      prometheusOperator: OPERATOR_VALUES,
      ...UNREACHABLE,
    }),
    version: platform.charts.kubePrometheusStack,
  };
}

/**
 * Parts of the control plane that listen on the loopback address (kubeadm) or are out of sight (managed clusters):
 * scraping them would only make alerts that never end.
 */
const UNREACHABLE: JsonObject = {
  kubeControllerManager: { enabled: false },
  kubeEtcd: { enabled: false },
  kubeProxy: { enabled: false },
  kubeScheduler: { enabled: false },
};
