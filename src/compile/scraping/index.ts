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
      selector: {
        matchLabels: Object.fromEntries(Object.entries(selector).sort(([a], [b]) => (a < b ? -1 : 1))),
      },
    },
  };
}
