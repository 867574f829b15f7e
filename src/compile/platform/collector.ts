import { canonical, type HelmReleaseArtifact, type JsonObject } from "../../artifacts/index.ts";
import type { Loki } from "../../definitions/loki.ts";
import { objectSelector, type ResolvedEnvironment } from "../../workspace/index.ts";
import { COUNTERS_PORT, collectorConfig } from "../collector/index.ts";
import { helmLiteral } from "./helm-literal.ts";
import { lokiUrl, releaseName } from "./names.ts";

const OPENTELEMETRY_CHARTS = "https://open-telemetry.github.io/opentelemetry-helm-charts";

/** Where the collector keeps what it must not lose, on the node and in its container. */
const STATE = "/var/lib/otelcol";
/** Where Kubernetes keeps the pods' output. */
const POD_LOGS = "/var/log/pods";

/** The OpenTelemetry Collector on every node. */
export function collectorRelease(environment: ResolvedEnvironment, loki: Loki): HelmReleaseArtifact {
  const { platform } = environment;
  return {
    chart: "opentelemetry-collector",
    name: releaseName(platform, "collector"),
    namespace: platform.namespaces.agents,
    repository: OPENTELEMETRY_CHARTS,
    timeoutSeconds: 600,
    values: canonical({
      // The whole configuration: `config` would be merged with the chart's own receivers.
      alternateConfig: helmLiteral(
        collectorConfig(environment, {
          endpoint: lokiUrl(platform),
          podLogs: POD_LOGS,
          stateDirectory: STATE,
          tenant: loki.tenant,
        }),
      ),
      clusterRole: {
        create: true,
        rules: [{ apiGroups: [""], resources: ["namespaces", "pods"], verbs: ["get", "list", "watch"] }],
      },
      extraEnvs: [{ name: "K8S_NODE_NAME", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } }],
      extraVolumeMounts: [
        { mountPath: POD_LOGS, name: "pod-logs", readOnly: true },
        { mountPath: STATE, name: "state" },
      ],
      extraVolumes: [
        { hostPath: { path: POD_LOGS }, name: "pod-logs" },
        {
          hostPath: { path: `${STATE}/${releaseName(platform, "collector")}`, type: "DirectoryOrCreate" },
          name: "state",
        },
      ],
      fullnameOverride: releaseName(platform, "collector"),
      image: { repository: "otel/opentelemetry-collector-contrib" },
      mode: "daemonset",
      podMonitor: {
        enabled: true,
        extraLabels: objectSelector(environment.name),
        // The counters say themselves whose they are.
        metricsEndpoints: [{ port: "metrics" }, { honorLabels: true, port: "log-counters" }],
      },
      ports: PORTS,
      resources: { limits: { memory: "512Mi" }, requests: { cpu: "100m", memory: "256Mi" } },
      // The kubelet's files belong to root; nothing but reading them and writing the state is allowed.
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        readOnlyRootFilesystem: true,
        runAsGroup: 0,
        runAsUser: 0,
        seccompProfile: { type: "RuntimeDefault" },
      },
      tolerations: [{ operator: "Exists" }],
    }),
    version: platform.charts.opentelemetryCollector,
  };
}

/** Nothing is received over the network; the ports open are those of metrics. */
const PORTS: JsonObject = {
  "jaeger-compact": { enabled: false },
  "jaeger-grpc": { enabled: false },
  "jaeger-thrift": { enabled: false },
  "log-counters": {
    containerPort: COUNTERS_PORT,
    enabled: true,
    protocol: "TCP",
    servicePort: COUNTERS_PORT,
  },
  metrics: { enabled: true },
  otlp: { enabled: false },
  "otlp-http": { enabled: false },
  zipkin: { enabled: false },
};
