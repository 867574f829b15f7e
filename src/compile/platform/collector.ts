import { canonical, type HelmReleaseArtifact, type JsonObject } from "../../artifacts/index.ts";
import type { Elk, Loki } from "../../definitions/index.ts";
import { podPort } from "../../definitions/log-source.ts";
import {
  kubernetesName,
  objectSelector,
  type ResolvedEnvironment,
  shortHash,
} from "../../workspace/index.ts";
import {
  COUNTERS_PORT,
  type CollectorTarget,
  certificateFolder,
  collectorConfig,
  listeningOnNodes,
  loggingServices,
  nodeFolders,
  PASSWORD_VARIABLE,
  USERNAME_VARIABLE,
} from "../collector/index.ts";
import { CA_KEY, elasticsearchUrl } from "./elastic-names.ts";
import { helmLiteral } from "./helm-literal.ts";
import { lokiUrl, releaseName } from "./names.ts";

const OPENTELEMETRY_CHARTS = "https://open-telemetry.github.io/opentelemetry-helm-charts";

/** Where the collector keeps what it must not lose, on the node and in its container. */
const STATE = "/var/lib/otelcol";
/** Where it finds the certificate authority of Elasticsearch. */
const ACCOUNT = "/etc/elasticsearch-account";
/** Where Kubernetes keeps the pods' output. */
const POD_LOGS = "/var/log/pods";

/** The OpenTelemetry Collector on every node. */
export function collectorRelease(environment: ResolvedEnvironment, logs: Loki | Elk): HelmReleaseArtifact {
  const { platform } = environment;
  return {
    chart: "opentelemetry-collector",
    name: releaseName(platform, "collector"),
    namespace: platform.namespaces.agents,
    repository: OPENTELEMETRY_CHARTS,
    timeoutSeconds: 600,
    values: canonical({
      // The whole configuration: `config` would be merged with the chart's own receivers.
      alternateConfig: helmLiteral(collectorConfig(environment, target(environment, logs))),
      clusterRole: {
        create: true,
        rules: [{ apiGroups: [""], resources: ["namespaces", "pods"], verbs: ["get", "list", "watch"] }],
      },
      extraEnvs: [
        { name: "K8S_NODE_NAME", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } },
        ...(logs.kind === "elk" ? accountVariables(logs) : []),
      ],
      extraVolumeMounts: [
        { mountPath: POD_LOGS, name: "pod-logs", readOnly: true },
        { mountPath: STATE, name: "state" },
        ...(logs.kind === "elk" ? [{ mountPath: ACCOUNT, name: "account", readOnly: true }] : []),
        ...sourceMounts(environment),
      ],
      extraVolumes: [
        { hostPath: { path: POD_LOGS }, name: "pod-logs" },
        {
          hostPath: { path: `${STATE}/${releaseName(platform, "collector")}`, type: "DirectoryOrCreate" },
          name: "state",
        },
        ...(logs.kind === "elk" ? [accountVolume(logs)] : []),
        ...sourceVolumes(environment),
      ],
      fullnameOverride: releaseName(platform, "collector"),
      image: { repository: "otel/opentelemetry-collector-contrib" },
      mode: "daemonset",
      podMonitor: {
        enabled: true,
        extraLabels: objectSelector(environment.name),
        // The counters say themselves whose they are.
        metricsEndpoints: [{ port: "metrics" }, { honorLabels: true, port: "log-counters" }],
      },
      ports: { ...PORTS, ...syslogPorts(environment) },
      resources: { limits: { memory: "512Mi" }, requests: { cpu: "100m", memory: "256Mi" } },
      // The kubelet's files belong to root; nothing but reading them and writing the state is allowed.
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        readOnlyRootFilesystem: true,
        runAsGroup: 0,
        runAsUser: 0,
        seccompProfile: { type: "RuntimeDefault" },
      },
      tolerations: [{ operator: "Exists" }],
    }),
    version: platform.charts.opentelemetryCollector,
  };
}

function target({ platform }: ResolvedEnvironment, logs: Loki | Elk): CollectorTarget {
  const place = { podLogs: POD_LOGS, stateDirectory: STATE };
  return logs.kind === "loki"
    ? { ...place, endpoint: lokiUrl(platform), tenant: logs.tenant }
    : {
        ...place,
        caFile: `${ACCOUNT}/${CA_KEY}`,
        endpoint: elasticsearchUrl(platform),
        store: "elasticsearch",
      };
}

/** Only the certificate is a file: a name and a password that are files could not be read from the environment. */
function accountVolume({ accounts }: Elk): JsonObject {
  return {
    name: "account",
    secret: { items: [{ key: CA_KEY, path: CA_KEY }], secretName: accounts.writer },
  };
}

function accountVariables({ accounts }: Elk): readonly JsonObject[] {
  return [
    { key: "username", name: USERNAME_VARIABLE },
    { key: "password", name: PASSWORD_VARIABLE },
  ].map(({ key, name }) => ({ name, valueFrom: { secretKeyRef: { key, name: accounts.writer } } }));
}

/** What is always so: the ports open are those of metrics. */
const PORTS: JsonObject = {
  "jaeger-compact": { enabled: false },
  "jaeger-grpc": { enabled: false },
  "jaeger-thrift": { enabled: false },
  "log-counters": {
    containerPort: COUNTERS_PORT,
    enabled: true,
    protocol: "TCP",
    servicePort: COUNTERS_PORT,
  },
  metrics: { enabled: true },
  otlp: { enabled: false },
  "otlp-http": { enabled: false },
  zipkin: { enabled: false },
};

function sourceMounts(environment: ResolvedEnvironment): readonly JsonObject[] {
  const services = loggingServices(environment);
  return [
    ...nodeFolders(services).map((folder) => ({
      mountPath: folder,
      name: filesVolume(folder),
      readOnly: true,
    })),
    ...listeningOnNodes(services).flatMap(({ service, syslog }) =>
      syslog.tls === undefined
        ? []
        : [{ mountPath: certificateFolder(service), name: certificateVolume(service.name), readOnly: true }],
    ),
  ];
}

function sourceVolumes(environment: ResolvedEnvironment): readonly JsonObject[] {
  const services = loggingServices(environment);
  return [
    ...nodeFolders(services).map((folder) => ({
      // A node without the folder has nothing to read, and runs the collector all the same.
      hostPath: { path: folder, type: "DirectoryOrCreate" },
      name: filesVolume(folder),
    })),
    ...listeningOnNodes(services).flatMap(({ service, syslog: { tls } }) =>
      tls !== undefined && "secret" in tls
        ? [{ name: certificateVolume(service.name), secret: { secretName: tls.secret } }]
        : [],
    ),
  ];
}

/** A path is no name of a volume. */
function filesVolume(folder: string): string {
  return `files-${shortHash(folder)}`;
}

function certificateVolume(service: string): string {
  return kubernetesName("certificate", service);
}

/** Ports that syslog comes in by, on every node. */
function syslogPorts(environment: ResolvedEnvironment): JsonObject {
  const listening = listeningOnNodes(loggingServices(environment));
  return Object.fromEntries(
    listening.map(({ syslog: { port, transport } }) => [
      `syslog-${transport === "udp" ? "u" : ""}${port}`,
      {
        containerPort: podPort(port),
        enabled: true,
        hostPort: port,
        protocol: transport.toUpperCase(),
        servicePort: port,
      },
    ]),
  );
}
