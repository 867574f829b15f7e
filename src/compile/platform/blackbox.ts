import type { HelmReleaseArtifact } from "../../artifacts/index.ts";
import type { ResolvedPlatform } from "../../definitions/index.ts";
import type { ResolvedEnvironment } from "../../workspace/index.ts";
import { PROMETHEUS_CHARTS } from "./kube-prometheus-stack.ts";
import { releaseName } from "./names.ts";

/** Port that the blackbox exporter answers on. */
export const BLACKBOX_PORT = 9115;
/** Value of the label `app.kubernetes.io/name` of its pods. */
export const BLACKBOX_NAME = "prometheus-blackbox-exporter";

/** Whether a service of an environment has an SLO on requests from outside. */
export function hasProbes({ teams }: ResolvedEnvironment): boolean {
  return teams.some(({ services }) =>
    services.some(({ slos }) => slos.some(({ sli }) => sli.kind === "probe")),
  );
}

/** Host and port of the blackbox exporter. */
export function blackboxAddress(platform: ResolvedPlatform): string {
  return `${releaseName(platform, "blackbox")}.${platform.namespaces.monitoring}.svc:${BLACKBOX_PORT}`;
}

/** The exporter that asks addresses from outside, for probes. */
export function blackboxRelease({ platform }: ResolvedEnvironment): HelmReleaseArtifact {
  const name = releaseName(platform, "blackbox");
  return {
    chart: BLACKBOX_NAME,
    name,
    namespace: platform.namespaces.monitoring,
    repository: PROMETHEUS_CHARTS,
    timeoutSeconds: 300,
    values: {
      config: {
        modules: {
          http_2xx: {
            http: { follow_redirects: true, preferred_ip_protocol: "ip4" },
            prober: "http",
            // Longer than any scrape: its own timeout is what ends a probe.
            timeout: "60s",
          },
        },
      },
      fullnameOverride: name,
      replicas: platform.prometheus.replicas,
      resources: { limits: { memory: "128Mi" }, requests: { cpu: "20m", memory: "32Mi" } },
    },
    version: platform.charts.prometheusBlackboxExporter,
  };
}
