import { canonical, type HelmReleaseArtifact, type JsonObject } from "../../artifacts/index.ts";
import type { Loki } from "../../definitions/loki.ts";
import { objectSelector, type ResolvedEnvironment } from "../../workspace/index.ts";
import {
  RULES_FOLDER,
  RULES_FOLDER_ANNOTATION,
  RULES_LABEL,
  RULES_LABEL_VALUE,
} from "../logs/rules-folder.ts";
import { helmLiteral } from "./helm-literal.ts";
import { lokiLimits } from "./loki-limits.ts";
import { lokiWorkloads } from "./loki-workloads.ts";
import { alertmanagerReplicaUrls, prometheusReplicaUrls, releaseName } from "./names.ts";

/** The registry of the charts that Grafana's community took over in 2026. */
const GRAFANA_COMMUNITY_CHARTS = "oci://ghcr.io/grafana-community/helm-charts";
/** Copies of every line, as long as there are as many replicas; two would need both for every write. */
const REPLICATION_FACTOR = 3;

/** Loki behind a gateway, in the mode that the platform chose. */
export function lokiRelease(environment: ResolvedEnvironment, loki: Loki): HelmReleaseArtifact {
  const { platform } = environment;
  return {
    chart: "loki",
    name: releaseName(platform, "loki"),
    namespace: platform.namespaces.logging,
    repository: GRAFANA_COMMUNITY_CHARTS,
    timeoutSeconds: 900,
    values: canonical({
      ...caches(loki),
      ...lokiWorkloads(loki),
      ...(loki.storage.kind === "s3" &&
        loki.storage.credentialsSecret !== undefined && {
          defaults: { extraEnvFrom: [{ secretRef: { name: loki.storage.credentialsSecret } }] },
        }),
      fullnameOverride: releaseName(platform, "loki"),
      gateway: gateway(loki),
      loki: serverConfig(environment, loki),
      lokiCanary: { enabled: false },
      monitoring: monitoring(environment),
      rbac: { namespaced: true },
      sidecar: {
        rules: {
          folder: RULES_FOLDER,
          folderAnnotation: RULES_FOLDER_ANNOTATION,
          label: RULES_LABEL,
          labelValue: RULES_LABEL_VALUE,
          resource: "configmap",
          searchNamespace: platform.namespaces.logging,
        },
      },
      test: { enabled: false },
    }),
    version: platform.charts.loki,
  };
}

function serverConfig(environment: ResolvedEnvironment, loki: Loki): JsonObject {
  const store = loki.storage.kind;
  return {
    analytics: { reporting_enabled: false },
    // Every request names its tenant; there is none by default.
    auth_enabled: true,
    commonConfig: { replication_factor: replicationFactor(loki) },
    compactor: {
      delete_request_store: store,
      retention_delete_delay: "2h",
      retention_enabled: true,
      working_directory: "/var/loki/compactor",
    },
    limits_config: helmLiteral(lokiLimits(environment, loki)),
    rulerConfig: rulerConfig(environment, loki),
    schemaConfig: {
      configs: [
        {
          from: loki.schemaFrom,
          index: { period: "24h", prefix: "index_" },
          object_store: store,
          schema: "v13",
          store: "tsdb",
        },
      ],
    },
    storage: storage(loki),
  };
}

function replicationFactor({ replicas }: Loki): number {
  return replicas >= REPLICATION_FACTOR ? REPLICATION_FACTOR : 1;
}

/**
 * The ruler reads its rules from `<folder>/<tenant>`, where the sidecar writes them, and keeps its own copy on the
 * volume. Each alert goes to every member of Alertmanager, each recorded series to every replica of Prometheus.
 */
function rulerConfig({ platform }: ResolvedEnvironment, loki: Loki): JsonObject {
  const clients = prometheusReplicaUrls(platform).map((url, replica) => [
    `prometheus-${replica}`,
    { url: `${url}/api/v1/write` },
  ]);
  return {
    alertmanager_url: alertmanagerReplicaUrls(platform).join(","),
    enable_alertmanager_v2: true,
    enable_sharding: loki.replicas > 1,
    evaluation_interval: "1m",
    external_url: platform.grafana.url,
    remote_write: { clients: Object.fromEntries(clients), enabled: true },
    ring: { kvstore: { store: loki.replicas > 1 ? "memberlist" : "inmemory" } },
    rule_path: "/var/loki/rules-scratch",
    storage: { local: { directory: RULES_FOLDER }, type: "local" },
    wal: { dir: "/var/loki/ruler-wal" },
  };
}

function storage({ storage }: Loki): JsonObject {
  if (storage.kind === "filesystem") {
    return { type: "filesystem" };
  }
  const { bucket, endpoint, region } = storage;
  return {
    bucketNames: { admin: bucket, chunks: bucket, ruler: bucket },
    s3: { region, ...(endpoint !== undefined && { endpoint, s3ForcePathStyle: true }) },
    type: "s3",
  };
}

/** The chart's own cache of chunks takes 8 GiB; a single replica reads its own disk and has no use for one. */
function caches({ replicas }: Loki): JsonObject {
  return {
    chunksCache: replicas > 1 ? { allocatedMemory: 2048 } : { enabled: false },
    resultsCache: { allocatedMemory: 256 },
  };
}

function gateway({ replicas }: Loki): JsonObject {
  return {
    nginxConfig: { clientMaxBodySize: "20M" },
    replicas: Math.min(replicas, 2),
    resources: { limits: { memory: "128Mi" }, requests: { cpu: "20m", memory: "32Mi" } },
    verboseLogging: false,
  };
}

function monitoring({ name, platform }: ResolvedEnvironment): JsonObject {
  const labels = objectSelector(name);
  return {
    alerts: { additionalRuleLabels: { environment: name, team: platform.team }, enabled: true, labels },
    rules: { enabled: true, labels },
    serviceMonitor: { enabled: true, labels },
  };
}
