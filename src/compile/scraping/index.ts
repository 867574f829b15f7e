import type { KubernetesObject } from "../../artifacts/index.ts";
import {
  identityLabels,
  objectLabels,
  type ResolvedEnvironment,
  type ResolvedService,
  serviceObjectName,
} from "../../workspace/index.ts";

/**
 * How Prometheus finds and scrapes a service. Every series gets the labels `environment`, `service` and `team`;
 * labels of the same name that the service exposes are kept as `exported_…`.
 */
export function serviceMonitor(environment: ResolvedEnvironment, service: ResolvedService): KubernetesObject {
  const { selector, port, path, interval, timeout } = service.scrape;
  const relabelings = Object.entries(identityLabels(service)).map(([targetLabel, replacement]) => ({
    action: "replace",
    replacement,
    targetLabel,
  }));
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "ServiceMonitor",
    metadata: {
      labels: objectLabels(environment.name, service.team),
      name: serviceObjectName(environment.name, service.name),
      namespace: environment.platform.namespaces.monitoring,
    },
    spec: {
      endpoints: [{ honorLabels: false, interval, path, port, relabelings, scrapeTimeout: timeout }],
      namespaceSelector: { matchNames: [service.namespace] },
      ...histogramKinds(service),
      selector: {
        matchLabels: Object.fromEntries(Object.entries(selector).sort(([a], [b]) => (a < b ? -1 : 1))),
      },
    },
  };
}

/** Prometheus takes native histograms only when it is told to, and then no longer the buckets of classic ones. */
function histogramKinds({ metrics }: ResolvedService): {
  readonly scrapeClassicHistograms?: true;
  readonly scrapeNativeHistograms?: true;
} {
  const kinds = new Set(Object.values(metrics).map(({ kind }) => kind));
  return kinds.has("nativeHistogram")
    ? {
        ...(kinds.has("histogram") && { scrapeClassicHistograms: true }),
        scrapeNativeHistograms: true,
      }
    : {};
}
