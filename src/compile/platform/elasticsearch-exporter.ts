import { canonical, type HelmReleaseArtifact } from "../../artifacts/index.ts";
import type { Elk } from "../../definitions/index.ts";
import { objectSelector, type ResolvedEnvironment } from "../../workspace/index.ts";
import { CA_KEY, elasticsearchUrl } from "./elastic-names.ts";
import { PROMETHEUS_CHARTS } from "./kube-prometheus-stack.ts";
import { releaseName } from "./names.ts";

const CA_FOLDER = "/etc/elasticsearch-account";

/** Elasticsearch's own health, as metrics. Lines themselves are counted by the collector. */
export function elasticsearchExporter(environment: ResolvedEnvironment, elk: Elk): HelmReleaseArtifact {
  const { platform } = environment;
  const name = releaseName(platform, "elasticsearch-exporter");
  const { reader } = elk.accounts;
  return {
    chart: "prometheus-elasticsearch-exporter",
    name,
    namespace: platform.namespaces.logging,
    repository: PROMETHEUS_CHARTS,
    timeoutSeconds: 300,
    values: canonical({
      es: {
        data_stream: true,
        ilm: true,
        indices: true,
        indices_mappings: false,
        indices_settings: false,
        shards: true,
        snapshots: false,
        ssl: {
          ca: { path: `${CA_FOLDER}/${CA_KEY}` },
          client: { enabled: false },
          enabled: true,
          useExistingSecrets: true,
        },
        uri: elasticsearchUrl(platform),
      },
      extraEnvSecrets: {
        ES_PASSWORD: { key: "password", secret: reader },
        ES_USERNAME: { key: "username", secret: reader },
      },
      log: { format: "json" },
      resources: { limits: { memory: "256Mi" }, requests: { cpu: "20m", memory: "64Mi" } },
      secretMounts: [{ name: "account", path: CA_FOLDER, secretName: reader }],
      serviceMonitor: { enabled: true, interval: "30s", labels: objectSelector(environment.name) },
    }),
    version: platform.charts.prometheusElasticsearchExporter,
  };
}
