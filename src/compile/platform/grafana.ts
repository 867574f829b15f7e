import type { JsonObject } from "../../artifacts/index.ts";
import type { Elk } from "../../definitions/index.ts";
import { DATA_SOURCE_UIDS, objectSelector, type ResolvedEnvironment } from "../../workspace/index.ts";
import { allStreams } from "../logs/elasticsearch/names.ts";
import { CA_KEY, elasticsearchUrl } from "./elastic-names.ts";
import { helmLiteral } from "./helm-literal.ts";
import { alertmanagerUrl, lokiUrl, prometheusUrl } from "./names.ts";

/**
 * The values of kube-prometheus-stack below `grafana`. Dashboards come from Terraform and cannot be edited where
 * they are; the sidecar only reads the charts' own, of their own namespace.
 */
export function grafanaValues(environment: ResolvedEnvironment): JsonObject {
  const { grafana, logs, namespaces } = environment.platform;
  const { hostname, protocol } = new URL(grafana.url);
  return {
    admin: { existingSecret: grafana.admin.secretName, passwordKey: "admin-password", userKey: "admin-user" },
    assertNoLeakedSecrets: true,
    datasources: {
      "datasources.yaml": helmLiteral({ apiVersion: 1, datasources: dataSources(environment), prune: true }),
    },
    defaultDashboardsEditable: false,
    // The volume can be mounted once only: a second pod would wait for the first one for ever.
    deploymentStrategy: { type: "Recreate" },
    ...(logs?.kind === "elk" && elasticsearchAccount(logs)),
    "grafana.ini": helmLiteral({
      analytics: { check_for_updates: false, reporting_enabled: false },
      "auth.anonymous": { enabled: false },
      security: {
        cookie_samesite: "lax",
        cookie_secure: protocol === "https:",
        disable_gravatar: true,
      },
      server: { domain: hostname, root_url: grafana.url },
      snapshots: { external_enabled: false },
      users: { allow_sign_up: false },
    }),
    ...(grafana.ingress.className !== undefined && { ingress: ingress(grafana.ingress, hostname) }),
    // It would run as root; `fsGroup` gives the volume to Grafana.
    initChownData: { enabled: false },
    persistence: {
      enabled: true,
      size: grafana.storage.size,
      ...(grafana.storage.className !== undefined && { storageClassName: grafana.storage.className }),
    },
    resources: { limits: { memory: "1Gi" }, requests: { cpu: "100m", memory: "256Mi" } },
    serviceMonitor: { enabled: true, labels: objectSelector(environment.name) },
    sidecar: {
      dashboards: { provider: { allowUiUpdates: false }, searchNamespace: namespaces.monitoring },
      datasources: { enabled: false },
    },
    testFramework: { enabled: false },
  };
}

function ingress(
  {
    className,
    tlsSecret,
  }: { readonly className?: string | undefined; readonly tlsSecret?: string | undefined },
  host: string,
): JsonObject {
  return {
    enabled: true,
    hosts: [host],
    ingressClassName: className ?? "",
    tls: tlsSecret === undefined ? [] : [{ hosts: [host], secretName: tlsSecret }],
  };
}

function dataSources({ name, platform }: ResolvedEnvironment): readonly JsonObject[] {
  const common = { access: "proxy", editable: false };
  return [
    {
      ...common,
      isDefault: true,
      jsonData: {
        ...(platform.traces !== undefined && { exemplarTraceIdDestinations: [EXEMPLARS] }),
        httpMethod: "POST",
        prometheusType: "Prometheus",
        timeInterval: platform.prometheus.scrapeInterval,
      },
      name: "Prometheus",
      type: "prometheus",
      uid: DATA_SOURCE_UIDS.prometheus,
      url: prometheusUrl(platform),
    },
    {
      ...common,
      jsonData: { handleGrafanaManagedAlerts: false, implementation: "prometheus" },
      name: "Alertmanager",
      type: "alertmanager",
      uid: DATA_SOURCE_UIDS.alertmanager,
      url: alertmanagerUrl(platform),
    },
    ...(platform.logs?.kind === "elk" ? [elasticsearch(name, platform, common)] : []),
    ...(platform.logs?.kind !== "loki"
      ? []
      : [
          {
            ...common,
            jsonData: {
              derivedFields: [TRACE_LINES, ...(platform.traces === undefined ? [] : [TRACE])],
              httpHeaderName1: "X-Scope-OrgID",
            },
            name: "Loki",
            // The tenant is an address, not a secret; Grafana takes headers' values nowhere else.
            secureJsonData: { httpHeaderValue1: platform.logs.tenant },
            type: "loki",
            uid: DATA_SOURCE_UIDS.loki,
            url: lokiUrl(platform),
          },
        ]),
    ...(platform.traces === undefined
      ? []
      : [
          {
            ...common,
            name: "Traces",
            type: platform.traces.kind,
            uid: DATA_SOURCE_UIDS.traces,
            url: platform.traces.url,
          },
        ]),
  ];
}

/** Leads from a single request on a graph to its trace. */
const EXEMPLARS: JsonObject = { datasourceUid: DATA_SOURCE_UIDS.traces, name: "trace_id" };

/** Leads from a line to its trace. */
const TRACE: JsonObject = {
  datasourceUid: DATA_SOURCE_UIDS.traces,
  matcherRegex: "trace_id",
  matcherType: "label",
  name: "Trace itself",
  url: "$${__value.raw}",
  urlDisplayLabel: "The trace",
};

/** Leads from a line to all lines of its trace. Grafana's provisioning reads `$$` as `$`. */
const TRACE_LINES: JsonObject = {
  datasourceUid: DATA_SOURCE_UIDS.loki,
  matcherRegex: "trace_id",
  matcherType: "label",
  name: "Trace",
  url: '{service_name=~".+"} | trace_id="$${__value.raw}"',
  urlDisplayLabel: "Lines of this trace",
};

const USERNAME = "ELASTICSEARCH_USERNAME";
const PASSWORD = "ELASTICSEARCH_PASSWORD";
const ACCOUNT = "/etc/grafana-elasticsearch-account";

/** Grafana's own account at Elasticsearch: it may read lines and nothing else. */
function elasticsearchAccount({ accounts }: Elk): JsonObject {
  const from = (key: string) => ({ secretKeyRef: { key, name: accounts.reader } });
  return {
    envValueFrom: { [PASSWORD]: from("password"), [USERNAME]: from("username") },
    extraSecretMounts: [
      { mountPath: ACCOUNT, name: "elasticsearch-account", readOnly: true, secretName: accounts.reader },
    ],
  };
}

/** The data source of lines; account and certificate are read where Grafana runs. */
function elasticsearch(
  environment: string,
  platform: ResolvedEnvironment["platform"],
  common: JsonObject,
): JsonObject {
  return {
    ...common,
    basicAuth: true,
    basicAuthUser: `$${USERNAME}`,
    jsonData: {
      dataLinks: [
        {
          datasourceUid: DATA_SOURCE_UIDS.elasticsearch,
          field: "trace_id",
          url: 'trace_id:"$${__value.raw}"',
          urlDisplayLabel: "Lines of this trace",
        },
      ],
      index: allStreams(environment),
      logLevelField: "severity_text",
      logMessageField: "body.text",
      timeField: "@timestamp",
      tlsAuthWithCACert: true,
    },
    name: "Elasticsearch",
    secureJsonData: {
      basicAuthPassword: `$${PASSWORD}`,
      tlsCACert: `$__file{${ACCOUNT}/${CA_KEY}}`,
    },
    type: "elasticsearch",
    uid: DATA_SOURCE_UIDS.elasticsearch,
    url: elasticsearchUrl(platform),
  };
}
