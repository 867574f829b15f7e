import { canonical, type HelmReleaseArtifact } from "../../artifacts/index.ts";
import { objectSelector, type ResolvedEnvironment } from "../../workspace/index.ts";
import { ELASTIC_CHARTS, ELASTIC_OPERATOR_METRICS_PORT } from "./elastic-names.ts";
import { releaseName } from "./names.ts";

/** Definitions of Elasticsearch, Kibana and Logstash as resources; a subchart of the operator, which Elastic serves too. */
export function elasticCrds({ platform }: ResolvedEnvironment): HelmReleaseArtifact {
  return {
    chart: "eck-operator-crds",
    name: releaseName(platform, "elastic-crds"),
    namespace: "default",
    repository: ELASTIC_CHARTS,
    timeoutSeconds: 300,
    values: {},
    version: platform.charts.eckOperator,
  };
}

/** Elastic's operator, for the namespace of logs alone. */
export function elasticOperator(environment: ResolvedEnvironment): HelmReleaseArtifact {
  const { platform } = environment;
  return {
    chart: "eck-operator",
    name: releaseName(platform, "elastic"),
    namespace: platform.namespaces.logging,
    repository: ELASTIC_CHARTS,
    timeoutSeconds: 600,
    values: canonical({
      config: {
        metrics: { port: String(ELASTIC_OPERATOR_METRICS_PORT) },
        metricsPort: ELASTIC_OPERATOR_METRICS_PORT,
      },
      // They come with the stack before this one, which upgrades them.
      installCRDs: false,
      managedNamespaces: [platform.namespaces.logging],
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      podMonitor: { enabled: true, labels: objectSelector(environment.name) },
      podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      refs: { enforceRBAC: true },
      replicaCount: 2,
      resources: { limits: { memory: "1Gi" }, requests: { cpu: "100m", memory: "200Mi" } },
      serviceMonitor: { enabled: false },
      telemetry: { disabled: true },
    }),
    version: platform.charts.eckOperator,
  };
}
