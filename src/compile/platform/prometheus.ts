import type { JsonObject } from "../../artifacts/index.ts";
import { isAtLeast } from "../../definitions/version.ts";
import { defaultScrapeTimeout, type ResolvedEnvironment } from "../../workspace/index.ts";
import { helmLiteral } from "./helm-literal.ts";
import { monitoringNamespaces, monitoringSelector } from "./selectors.ts";
import { zoneSpread } from "./spread.ts";
import { usableSize, volumeClaim } from "./volumes.ts";

/** The values of kube-prometheus-stack below `prometheus`. */
export function prometheusValues(environment: ResolvedEnvironment): JsonObject {
  const { platform } = environment;
  const { evaluationInterval, replicas, retention, retentionSize, scrapeInterval, storage, version } =
    platform.prometheus;
  return {
    podDisruptionBudget: { enabled: replicas > 1, minAvailable: 1 },
    prometheusSpec: {
      ...selectors(environment),
      // Single requests with their traces, which graphs of latency show.
      enableFeatures: ["exemplar-storage"],
      // Loki's ruler writes what it records of logs; network policies say that nobody else may.
      enableRemoteWriteReceiver: platform.logs?.kind === "loki",
      evaluationInterval,
      exemplars: { maxSize: 100_000 },
      externalLabels: helmLiteral({ environment: environment.name }),
      image: { tag: imageTag(version) },
      podAntiAffinity: "hard",
      replicas,
      resources: { limits: { memory: "8Gi" }, requests: { cpu: "500m", memory: "2Gi" } },
      retention,
      retentionSize: retentionSize ?? usableSize(storage.size),
      scrapeInterval,
      scrapeTimeout: defaultScrapeTimeout(scrapeInterval),
      storageSpec: volumeClaim(storage),
      topologySpreadConstraints: [zoneSpread({ "app.kubernetes.io/name": "prometheus" })],
      walCompression: true,
    },
  };
}

/** The image without a shell, from the version on that has one; the chart takes the same. */
function imageTag(version: string): string {
  return isAtLeast(version, "3.10.0") ? `v${version}-distroless` : `v${version}`;
}

function selectors(environment: ResolvedEnvironment): JsonObject {
  const objects = monitoringSelector(environment);
  const namespaces = monitoringNamespaces(environment);
  return Object.fromEntries(
    ["podMonitor", "probe", "rule", "scrapeConfig", "serviceMonitor"].flatMap((kind) => [
      [`${kind}NamespaceSelector`, namespaces],
      [`${kind}Selector`, objects],
    ]),
  );
}
