import type { JsonObject } from "../../artifacts/index.ts";
import type { ResolvedPlatform } from "../../definitions/index.ts";
import { stableName } from "../../workspace/index.ts";

/** Longest name that Elastic's operator takes for a cluster. */
const CLUSTER_NAME_LENGTH = 36;

/** Where Elastic's charts are. */
export const ELASTIC_CHARTS = "https://helm.elastic.co";
/** The operator's name, which its chart gives to what it makes. */
export const ELASTIC_OPERATOR = "elastic-operator";
export const ELASTIC_OPERATOR_WEBHOOK_PORT = 9443;
export const ELASTIC_OPERATOR_METRICS_PORT = 8081;
export const ELASTICSEARCH_PORT = 9200;
export const ELASTICSEARCH_TRANSPORT_PORT = 9300;
export const KIBANA_PORT = 5601;
export const EXPORTER_PORT = 9108;
/** Key of the certificate authority in every Secret of an account. */
export const CA_KEY = "ca.crt";

/** Name of a platform's Elasticsearch and of its Kibana; the operator names what it makes after it. */
export function elasticName({ name }: ResolvedPlatform): string {
  return name.length <= CLUSTER_NAME_LENGTH ? name : stableName(CLUSTER_NAME_LENGTH, name);
}

/** Address of Elasticsearch, whichever node answers. */
export function elasticsearchUrl(platform: ResolvedPlatform): string {
  return `https://${elasticName(platform)}-es-http.${platform.namespaces.logging}.svc:${ELASTICSEARCH_PORT}`;
}

/** What the namespace of logs asks of every pod. */
export const POD_SECURITY: JsonObject = {
  fsGroup: 1000,
  runAsNonRoot: true,
  runAsUser: 1000,
  seccompProfile: { type: "RuntimeDefault" },
};

/** The same of every container. */
export const CONTAINER_SECURITY: JsonObject = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
};
