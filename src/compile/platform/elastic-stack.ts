import { canonical, type HelmReleaseArtifact, type JsonObject } from "../../artifacts/index.ts";
import { type Elk, masterNodes } from "../../definitions/elk.ts";
import type { ResolvedEnvironment } from "../../workspace/index.ts";
import { allStreams } from "../logs/elasticsearch/names.ts";
import { logstashValues } from "./elastic-logstash.ts";
import { CONTAINER_SECURITY, ELASTIC_CHARTS, elasticName, POD_SECURITY } from "./elastic-names.ts";
import { helmLiteral } from "./helm-literal.ts";
import { releaseName } from "./names.ts";
import { zoneSpread } from "./spread.ts";

/** Elasticsearch, Kibana and, where something comes by it, Logstash. */
export function elasticStack(environment: ResolvedEnvironment, elk: Elk): HelmReleaseArtifact {
  const { platform } = environment;
  return {
    chart: "eck-stack",
    name: releaseName(platform, "elastic-stack"),
    namespace: platform.namespaces.logging,
    repository: ELASTIC_CHARTS,
    timeoutSeconds: 900,
    values: canonical({
      "eck-elasticsearch": elasticsearchValues(environment, elk),
      "eck-kibana": kibanaValues(environment, elk),
      ...(elk.pipelines.length > 0 && { "eck-logstash": logstashValues(environment, elk) }),
      extraObjects: [rolesSecret(environment)],
    }),
    version: platform.charts.eckStack,
  };
}

function elasticsearchValues({ platform }: ResolvedEnvironment, elk: Elk): JsonObject {
  const name = elasticName(platform);
  return {
    auth: {
      // The accounts and their passwords are yours; what they may do is ours.
      fileRealm: [{ secretName: elk.accounts.reader }, { secretName: elk.accounts.writer }],
      roles: [{ secretName: rolesSecretName(platform) }],
    },
    fullnameOverride: name,
    ...(elk.certificateSecret !== undefined && {
      http: { tls: { certificate: { secretName: elk.certificateSecret } } },
    }),
    nodeSets: nodeSets(name, elk),
    podDisruptionBudget: {
      spec: {
        maxUnavailable: 1,
        selector: { matchLabels: { "elasticsearch.k8s.elastic.co/cluster-name": name } },
      },
    },
    updateStrategy: { changeBudget: { maxSurge: 0, maxUnavailable: 1 } },
    version: elk.version,
    // Who removes the stack by mistake still has the lines.
    volumeClaimDeletePolicy: "DeleteOnScaledownOnly",
  };
}

function nodeSets(cluster: string, elk: Elk): readonly JsonObject[] {
  const masters = masterNodes(elk);
  const leads = masters === 0 ? ["master"] : [];
  return [
    nodeSet(cluster, "hot", elk.hot, [
      ...leads,
      "data_content",
      "data_hot",
      "ingest",
      "remote_cluster_client",
    ]),
    ...(elk.warm === undefined ? [] : [nodeSet(cluster, "warm", elk.warm, ["data_warm"])]),
    ...(masters === 0
      ? []
      : [
          nodeSet(cluster, "master", { memory: "4Gi", nodes: masters, storage: { size: "10Gi" } }, [
            "master",
          ]),
        ]),
  ];
}

function nodeSet(
  cluster: string,
  name: string,
  {
    memory,
    nodes,
    storage,
  }: {
    readonly memory: string;
    readonly nodes: number;
    readonly storage: { readonly size: string; readonly className?: string | undefined };
  },
  roles: readonly string[],
): JsonObject {
  const labels = { "elasticsearch.k8s.elastic.co/statefulset-name": `${cluster}-es-${name}` };
  return {
    config: {
      "node.roles": [...roles].sort(),
      // Mapping files into memory asks for a setting of the kernel, which only a privileged container could make.
      "node.store.allow_mmap": false,
    },
    count: nodes,
    name,
    podTemplate: {
      spec: {
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              { labelSelector: { matchLabels: labels }, topologyKey: "kubernetes.io/hostname" },
            ],
          },
        },
        automountServiceAccountToken: false,
        containers: [
          {
            name: "elasticsearch",
            resources: { limits: { memory }, requests: { cpu: "500m", memory } },
            securityContext: CONTAINER_SECURITY,
          },
        ],
        securityContext: POD_SECURITY,
        topologySpreadConstraints: [zoneSpread(labels)],
      },
    },
    volumeClaimTemplates: [
      {
        metadata: { name: "elasticsearch-data" },
        spec: {
          accessModes: ["ReadWriteOnce"],
          resources: { requests: { storage: storage.size } },
          ...(storage.className !== undefined && { storageClassName: storage.className }),
        },
      },
    ],
  };
}

function kibanaValues({ platform }: ResolvedEnvironment, { kibana, version }: Elk): JsonObject {
  const name = elasticName(platform);
  const labels = { "kibana.k8s.elastic.co/name": name };
  const memory = "2Gi";
  const { hostname } = new URL(kibana.url);
  return {
    config: {
      "server.publicBaseUrl": kibana.url.replace(/\/+$/, ""),
      "telemetry.allowChangingOptInStatus": false,
      "telemetry.optIn": false,
    },
    count: kibana.replicas,
    elasticsearchRef: { name },
    fullnameOverride: name,
    ...(kibana.ingress.className !== undefined && {
      ingress: {
        // Kibana itself speaks TLS; the controller of NGINX would not expect it.
        annotations: { "nginx.ingress.kubernetes.io/backend-protocol": "HTTPS" },
        className: kibana.ingress.className,
        enabled: true,
        hosts: [{ host: hostname, path: "/" }],
        tls: {
          enabled: true,
          ...(kibana.ingress.tlsSecret !== undefined && { secretName: kibana.ingress.tlsSecret }),
        },
      },
    }),
    podTemplate: {
      spec: {
        automountServiceAccountToken: false,
        containers: [
          {
            name: "kibana",
            resources: { limits: { memory }, requests: { cpu: "200m", memory: "1Gi" } },
            securityContext: CONTAINER_SECURITY,
          },
        ],
        securityContext: POD_SECURITY,
        topologySpreadConstraints: [zoneSpread(labels)],
      },
    },
    version,
  };
}

function rolesSecretName(platform: ResolvedEnvironment["platform"]): string {
  return releaseName(platform, "elasticsearch-roles");
}

/**
 * What the two accounts may do, as a file, so that it holds before Terraform has reached Elasticsearch: write lines
 * and nothing else, or read lines and the cluster's health. Nothing in it is secret; the operator takes it from a
 * Secret only.
 */
function rolesSecret({ name, platform }: ResolvedEnvironment): JsonObject {
  const streams = [allStreams(name)];
  const roles = {
    crowsnest_reader: {
      cluster: ["monitor"],
      indices: [
        { names: streams, privileges: ["read", "view_index_metadata"] },
        { names: ["*"], privileges: ["monitor"] },
      ],
    },
    crowsnest_writer: { cluster: ["monitor"], indices: [{ names: streams, privileges: ["create_doc"] }] },
  };
  return helmLiteral({
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: rolesSecretName(platform), namespace: platform.namespaces.logging },
    // JSON is YAML.
    stringData: { "roles.yml": JSON.stringify(roles) },
    type: "Opaque",
  });
}
