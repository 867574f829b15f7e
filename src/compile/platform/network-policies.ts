import type { NetworkPolicyArtifact, NetworkPolicyRule } from "../../artifacts/index.ts";
import type { Elk } from "../../definitions/index.ts";
import { podPort } from "../../definitions/log-source.ts";
import type { ResolvedEnvironment } from "../../workspace/index.ts";
import { COUNTERS_PORT, listeningOnNodes, loggingServices } from "../collector/index.ts";
import { BLACKBOX_NAME, BLACKBOX_PORT, hasProbes } from "./blackbox.ts";
import {
  ELASTIC_OPERATOR,
  ELASTIC_OPERATOR_METRICS_PORT,
  ELASTIC_OPERATOR_WEBHOOK_PORT,
  ELASTICSEARCH_PORT,
  ELASTICSEARCH_TRANSPORT_PORT,
  EXPORTER_PORT,
  KIBANA_PORT,
} from "./elastic-names.ts";
import { releaseName } from "./names.ts";

type Labels = Readonly<Record<string, string>>;
type Port = NetworkPolicyRule["ports"][number];
type Peer = NetworkPolicyRule["from"][number];

const PROMETHEUS: Labels = { "app.kubernetes.io/name": "prometheus" };
const ALERTMANAGER: Labels = { "app.kubernetes.io/name": "alertmanager" };
const BLACKBOX: Labels = { "app.kubernetes.io/name": BLACKBOX_NAME };
const GRAFANA: Labels = { "app.kubernetes.io/name": "grafana" };
const KUBE_STATE_METRICS: Labels = { "app.kubernetes.io/name": "kube-state-metrics" };
const OPERATOR: Labels = { app: "kube-prometheus-stack-operator" };
const OPERATOR_WEBHOOK: Labels = { app: "kube-prometheus-stack-operator-webhook" };
const ELASTICSEARCH: Labels = { "common.k8s.elastic.co/type": "elasticsearch" };
const KIBANA: Labels = { "common.k8s.elastic.co/type": "kibana" };
const LOGSTASH: Labels = { "common.k8s.elastic.co/type": "logstash" };
const ELASTIC: Labels = { "app.kubernetes.io/name": ELASTIC_OPERATOR };
const ELASTICSEARCH_EXPORTER: Labels = { app: "prometheus-elasticsearch-exporter" };
const LOKI: Labels = { "app.kubernetes.io/name": "loki" };
const LOKI_GATEWAY: Labels = { "app.kubernetes.io/component": "gateway", "app.kubernetes.io/name": "loki" };

/**
 * Who may connect to what Crowsnest runs. Every namespace denies all; each policy opens what one part needs. The
 * charts' own policies stay off: policies add up, so theirs could only open more.
 */
export function networkPolicies(environment: ResolvedEnvironment): readonly NetworkPolicyArtifact[] {
  const { platform } = environment;
  const { agents, logging, monitoring } = platform.namespaces;
  const all = [...new Set([agents, monitoring, ...(platform.logs === undefined ? [] : [logging])])];
  const policies = [
    ...all.map((namespace) => policy(namespace, "default-deny", {}, [])),
    ...monitoringPolicies(environment),
    ...(platform.logs === undefined ? [] : [collectorPolicy(environment)]),
    ...(platform.logs?.kind === "loki" ? lokiPolicies(environment) : []),
    ...(platform.logs?.kind === "elk" ? elkPolicies(environment, platform.logs) : []),
  ];
  return policies.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function key({ name, namespace }: NetworkPolicyArtifact): string {
  return `${namespace}/${name}`;
}

function monitoringPolicies(environment: ResolvedEnvironment): readonly NetworkPolicyArtifact[] {
  const { platform } = environment;
  const { logging, monitoring } = platform.namespaces;
  const ruler = platform.logs?.kind !== "loki" ? [] : [inNamespace(logging, LOKI)];
  return [
    policy(monitoring, "prometheus", PROMETHEUS, [
      allow([inside(PROMETHEUS), inside(GRAFANA), ...ruler], [tcp(9090)]),
      allow([inside(PROMETHEUS)], [tcp(8080)]),
    ]),
    policy(monitoring, "alertmanager", ALERTMANAGER, [
      allow([inside(PROMETHEUS), inside(GRAFANA), ...ruler], [tcp(9093)]),
      // Members gossip over both; without UDP they only think that they are a cluster.
      allow([inside(ALERTMANAGER)], [tcp(9094), udp(9094)]),
      allow([inside(PROMETHEUS)], [tcp(8080)]),
    ]),
    policy(monitoring, "grafana", GRAFANA, [
      allow([inNamespace(platform.grafana.ingress.namespace, {}), inside(PROMETHEUS)], [tcp(3000)]),
    ]),
    ...(hasProbes(environment)
      ? [policy(monitoring, "blackbox", BLACKBOX, [allow([inside(PROMETHEUS)], [tcp(BLACKBOX_PORT)])])]
      : []),
    policy(monitoring, "kube-state-metrics", KUBE_STATE_METRICS, [allow([inside(PROMETHEUS)], [tcp(8080)])]),
    policy(monitoring, "operator", OPERATOR, [allow([inside(PROMETHEUS)], [tcp(10250)])]),
    // The API server is no pod: no label can name it. It shows a certificate, and the port serves nothing else.
    policy(monitoring, "operator-webhook", OPERATOR_WEBHOOK, [allow([], [tcp(10250)])]),
  ];
}

function collectorPolicy(environment: ResolvedEnvironment): NetworkPolicyArtifact {
  const { platform } = environment;
  const { agents, monitoring } = platform.namespaces;
  const collector = collectorLabels(releaseName(platform, "collector"));
  const prometheus = inNamespace(monitoring, PROMETHEUS);
  return policy(agents, "collector", collector, [
    allow([prometheus], [tcp(8888), tcp(COUNTERS_PORT)]),
    ...listeningOnNodes(loggingServices(environment)).map(({ syslog: { from, port, transport } }) => ({
      from: [],
      fromRanges: [...new Set(from)].sort(),
      ports: [transport === "udp" ? udp(podPort(port)) : tcp(podPort(port))],
    })),
  ]);
}

function elkPolicies({ platform }: ResolvedEnvironment, elk: Elk): readonly NetworkPolicyArtifact[] {
  const { agents, logging, monitoring } = platform.namespaces;
  const collector = collectorLabels(releaseName(platform, "collector"));
  const prometheus = inNamespace(monitoring, PROMETHEUS);
  const listening = elk.pipelines.flatMap(({ listens }) => (listens === undefined ? [] : [listens]));
  return [
    policy(logging, "elasticsearch", ELASTICSEARCH, [
      allow(
        [
          inNamespace(agents, collector),
          inNamespace(monitoring, GRAFANA),
          ...[ELASTIC, ELASTICSEARCH, ELASTICSEARCH_EXPORTER, KIBANA, LOGSTASH].map(inside),
        ],
        [tcp(ELASTICSEARCH_PORT)],
      ),
      allow([inside(ELASTICSEARCH)], [tcp(ELASTICSEARCH_TRANSPORT_PORT)]),
    ]),
    policy(logging, "kibana", KIBANA, [
      allow([inNamespace(elk.kibana.ingress.namespace, {}), inside(ELASTIC)], [tcp(KIBANA_PORT)]),
    ]),
    ...(listening.length === 0
      ? []
      : [
          policy(
            logging,
            "logstash",
            LOGSTASH,
            listening.map(({ from, port }) => allow([inNamespace(from, {})], [tcp(port)])),
          ),
        ]),
    policy(logging, "elasticsearch-exporter", ELASTICSEARCH_EXPORTER, [
      allow([prometheus], [tcp(EXPORTER_PORT)]),
    ]),
    policy(logging, "elastic-operator", ELASTIC, [
      allow([prometheus], [tcp(ELASTIC_OPERATOR_METRICS_PORT)]),
      // The API server is no pod, as for the other operator's webhook.
      allow([], [tcp(ELASTIC_OPERATOR_WEBHOOK_PORT)]),
    ]),
  ];
}

function lokiPolicies({ platform }: ResolvedEnvironment): readonly NetworkPolicyArtifact[] {
  const { agents, logging, monitoring } = platform.namespaces;
  const collector = collectorLabels(releaseName(platform, "collector"));
  const prometheus = inNamespace(monitoring, PROMETHEUS);
  return [
    policy(logging, "loki-gateway", LOKI_GATEWAY, [
      allow([inNamespace(agents, collector), inNamespace(monitoring, GRAFANA)], [tcp(8080)]),
    ]),
    // Parts of Loki: HTTP, gRPC, gossip, memcached.
    policy(logging, "loki", LOKI, [
      allow([inside(LOKI)], [tcp(3100), tcp(9095), tcp(7946), tcp(11211)]),
      allow([prometheus], [{ port: "http-metrics", protocol: "TCP" }]),
    ]),
  ];
}

function collectorLabels(release: string): Labels {
  return { "app.kubernetes.io/instance": release, "app.kubernetes.io/name": "opentelemetry-collector" };
}

function policy(
  namespace: string,
  name: string,
  podLabels: Labels,
  ingress: readonly NetworkPolicyRule[],
): NetworkPolicyArtifact {
  return { ingress, name: `crowsnest-${name}`, namespace, podLabels };
}

function allow(from: readonly Peer[], ports: readonly Port[]): NetworkPolicyRule {
  return { from, ports };
}

function inside(podLabels: Labels): Peer {
  return { namespaceLabels: null, podLabels };
}

function inNamespace(namespace: string, podLabels: Labels): Peer {
  return { namespaceLabels: { "kubernetes.io/metadata.name": namespace }, podLabels };
}

function tcp(port: number): Port {
  return { port: String(port), protocol: "TCP" };
}

function udp(port: number): Port {
  return { port: String(port), protocol: "UDP" };
}
