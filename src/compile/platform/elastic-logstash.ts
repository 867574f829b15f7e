import type { JsonObject } from "../../artifacts/index.ts";
import type { Elk } from "../../definitions/index.ts";
import type { ResolvedEnvironment } from "../../workspace/index.ts";
import { streamPart } from "../logs/elasticsearch/names.ts";
import { CONTAINER_SECURITY, elasticName, POD_SECURITY } from "./elastic-names.ts";

/** What the operator names the variables of Elasticsearch's address and account by. */
const CLUSTER = "store";
/** Volume of lines that wait while Elasticsearch cannot be reached. */
const QUEUE = "20Gi";

/**
 * Logstash with a pipeline for each that is asked for. Each ends in the data stream of its service, where the lines are
 * read; they wait on a volume until they are taken. The operator brings address, account and certificate.
 *
 * Source: https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/configuration-logstash
 */
export function logstashValues({ name, platform }: ResolvedEnvironment, elk: Elk): JsonObject {
  return {
    config: { "queue.max_bytes": "15gb", "queue.type": "persisted" },
    count: 1,
    elasticsearchRefs: [{ clusterName: CLUSTER, name: elasticName(platform) }],
    enabled: true,
    fullnameOverride: elasticName(platform),
    pipelines: elk.pipelines.map(({ filter, input, name: id, service }) => ({
      "config.string": pipeline(input, filter, streamPart(service), streamPart(name)),
      "pipeline.id": id,
    })),
    podTemplate: {
      spec: {
        automountServiceAccountToken: false,
        containers: [
          {
            name: "logstash",
            resources: { limits: { memory: "2Gi" }, requests: { cpu: "500m", memory: "2Gi" } },
            securityContext: CONTAINER_SECURITY,
          },
        ],
        securityContext: POD_SECURITY,
      },
    },
    services: elk.pipelines.flatMap(({ listens, name: service }) =>
      listens === undefined
        ? []
        : [
            {
              name: service,
              service: {
                spec: {
                  ports: [{ name: "lines", port: listens.port, protocol: "TCP", targetPort: listens.port }],
                  type: "ClusterIP",
                },
              },
            },
          ],
    ),
    version: elk.version,
    volumeClaimTemplates: [
      {
        metadata: { name: "logstash-data" },
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: QUEUE } } },
      },
    ],
  };
}

function pipeline(input: string, filter: string | undefined, dataset: string, namespace: string): string {
  const variable = (what: string) => `\${${CLUSTER.toUpperCase()}_ES_${what}}`;
  return [
    `input {\n${input}\n}`,
    ...(filter === undefined ? [] : [`filter {\n${filter}\n}`]),
    [
      "output {",
      "  elasticsearch {",
      `    hosts => [ "${variable("HOSTS")}" ]`,
      `    user => "${variable("USER")}"`,
      `    password => "${variable("PASSWORD")}"`,
      `    ssl_certificate_authorities => "${variable("SSL_CERTIFICATE_AUTHORITY")}"`,
      "    data_stream => true",
      '    data_stream_type => "logs"',
      `    data_stream_dataset => "${dataset}.otel"`,
      `    data_stream_namespace => "${namespace}"`,
      "  }",
      "}",
    ].join("\n"),
  ].join("\n");
}
