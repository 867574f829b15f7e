import type {
  Artifacts,
  DashboardArtifact,
  EnvironmentArtifacts,
  TeamArtifacts,
} from "../../src/artifacts/index.ts";

/** Text with everything that Terraform, Go templates and JSON give a meaning to. */
export const HOSTILE =
  '${a} %{b} $${c} %%{d} $$${e} {{ .F }} "g" \\h \\${i} \n\t é 🚨 $__rate_interval [[j]]';

function dashboard(name: string, schema: DashboardArtifact["schema"]): DashboardArtifact {
  const uid = `production-${name}`;
  const title = "${service} dashboard";
  return {
    folderUid: "production-team-payments",
    json: JSON.stringify({ panels: [{ expr: "rate(x[$__rate_interval])", title: HOSTILE }], title, uid }),
    name,
    schema,
    tags: ["${tag}"],
    title,
    uid,
  };
}

/** A team that has one of everything. */
export function teamArtifacts(overrides: Partial<TeamArtifacts> = {}): TeamArtifacts {
  const labels = { "app.kubernetes.io/managed-by": "crowsnest", "crowsnest.dev/team": "payments" };
  const rule = {
    alert: "CheckoutErrors",
    annotations: { description: HOSTILE, summary: "Value {{ $value }} for ${team}" },
    expr: 'sum(rate(errors_total{job="${job}"}[5m])) > 1',
    for: "2m",
    labels: { severity: "critical" },
  };
  return {
    dashboards: [dashboard("service-checkout", "classic"), dashboard("service-orders", "v2")],
    displayName: "Payments",
    errors: {
      channel: { channel: "#payments", channelId: "C1", integrationId: "42", kind: "slack" },
      environment: "production",
      organization: "shop",
      projects: [
        {
          dsnSecret: { key: "SENTRY_DSN", name: "checkout-sentry", namespace: "shop" },
          key: { name: "checkout in production", rateLimitCount: 300, rateLimitWindowSeconds: 60 },
          name: "Checkout ${x}",
          newIssueAlert: { frequencyMinutes: 60, name: "New errors of checkout" },
          platform: "node",
          service: "checkout",
          slug: "checkout-production",
          spikeMonitor: { name: "Error spike of checkout", threshold: 100, timeWindowSeconds: 3_600 },
        },
      ],
      team: { name: "Payments (production)", slug: "payments-production" },
    },
    folder: { title: "Payments ${y}", uid: "production-team-payments" },
    notify: { critical: ["pager"], info: [], warning: ["chat"] },
    services: [],
    kibana: null,
    logRules: {
      annotations: { k8s_folder: "fake" },
      fileName: "payments.yaml",
      groups: [{ name: "checkout", rules: [rule] }],
      labels: { loki_rule: "1" },
      name: "production-payments-log-rules",
      namespace: "monitoring",
      tenant: "fake",
    },
    prometheusRules: [
      {
        groups: [{ name: "checkout.alerts", rules: [rule] }],
        labels,
        name: "production-payments",
        namespace: "monitoring",
      },
    ],
    serviceMonitors: [
      {
        apiVersion: "monitoring.coreos.com/v1",
        kind: "ServiceMonitor",
        metadata: { labels, name: "production-checkout", namespace: "monitoring" },
        spec: {
          endpoints: [{ port: "http", relabelings: [{ replacement: "${1}" }] }],
          selector: { matchLabels: { app: "checkout" } },
        },
      },
    ],
    team: "payments",
    ...overrides,
  };
}

/** An environment that has one of everything. */
export function environmentArtifacts(overrides: Partial<EnvironmentArtifacts> = {}): EnvironmentArtifacts {
  const release = {
    namespace: "monitoring",
    timeoutSeconds: 600,
    version: "1.2.3",
  };
  return {
    alerting: {
      config: { receivers: [{ name: "pager" }], route: { group_by: ["..."], receiver: "pager" } },
      namespace: "monitoring",
      secretName: "crowsnest-alertmanager",
      templates: { "slack.tmpl": `{{ define "title" }}${HOSTILE}{{ end }}` },
    },
    backend: { bucket: "state", kind: "s3", prefix: "crowsnest", region: "eu-central-1" },
    cluster: { context: "production", kind: "kubeconfig", path: null },
    hostCollectors: [],
    crds: [
      {
        ...release,
        chart: "prometheus-operator-crds",
        name: "crds",
        repository: "https://charts.example.com",
        values: {},
      },
    ],
    elasticsearch: null,
    environment: "production",
    grafanaUrl: "https://grafana.example.com/",
    platform: {
      namespaces: [{ labels: { team: "platform" }, name: "monitoring" }],
      networkPolicies: [
        {
          ingress: [
            {
              from: [
                { namespaceLabels: null, podLabels: { app: "prometheus" } },
                { namespaceLabels: { team: "platform" }, podLabels: {} },
              ],
              ports: [{ port: "9093", protocol: "TCP" }],
            },
          ],
          name: "alertmanager",
          namespace: "monitoring",
          podLabels: { app: "alertmanager" },
        },
        { ingress: [], name: "deny-all", namespace: "monitoring", podLabels: {} },
      ],
      releases: [
        {
          ...release,
          chart: "loki",
          name: "loki",
          repository: "oci://registry.example.com/charts",
          values: { ruler: { template: HOSTILE }, "${key}": 1 },
        },
      ],
    },
    sentry: { organization: "shop", url: "https://sentry.example.com" },
    teams: [teamArtifacts()],
    ...overrides,
  };
}

/** Artifacts of one environment, or of those given. */
export function artifactsOf(...environments: readonly EnvironmentArtifacts[]): Artifacts {
  return { environments: environments.length === 0 ? [environmentArtifacts()] : environments };
}
