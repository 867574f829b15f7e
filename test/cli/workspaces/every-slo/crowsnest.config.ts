import {
  allOf,
  anyOf,
  availability,
  composite,
  counter,
  defineAlertPolicy,
  defineEnvironment,
  definePlatform,
  defineService,
  defineTeam,
  defineWorkspace,
  errorRatio,
  gauge,
  histogram,
  kubeconfig,
  kubernetes,
  latency,
  localBackend,
  logEvents,
  nativeHistogram,
  not,
  probe,
  promql,
  secretRef,
  slack,
  timeSlices,
  uptime,
} from "crowsnest";

const chat = slack({
  name: "chat",
  channel: "#alerts",
  webhook: secretRef({ name: "alertmanager-receivers", key: "slack" }),
});

const payments = defineTeam({ name: "payments", notify: { critical: chat, warning: chat } });

const metrics = {
  requests: counter("http_requests_total", { labels: ["method", "route", "status_code"] }),
  duration: histogram("http_request_duration_seconds", { labels: ["route"], buckets: [0.1, 0.3, 1] }),
  rpc: nativeHistogram("rpc_duration_seconds"),
  delivered: counter("mails_delivered_total"),
  lost: counter("mails_lost_total"),
  healthy: gauge("replication_healthy"),
  queue: gauge("checkout_queue_depth"),
};

/** Every kind of SLI by the workbook's policy. */
const checkout = defineService({
  name: "checkout",
  team: payments,
  tier: "critical",
  runsOn: kubernetes({ namespace: "shop", selector: { app: "checkout" }, metricsPort: "http" }),
  metrics,
  logs: { format: "json", fields: { lost: { type: "string" }, tenant: { type: "string" } } },
  slos: ({ requests, duration, rpc, delivered, lost, healthy, queue }) => [
    availability({ objective: "99.9", total: requests, bad: { status_code: /5../ } }),
    availability({
      name: "good",
      objective: "99",
      window: "28d",
      total: requests,
      good: { status_code: not(/5../) },
    }),
    availability({
      name: "routes",
      objective: "99.99",
      window: "7d",
      total: requests.where({ method: not("GET") }),
      bad: { status_code: ["500", "503"] },
      by: ["route"],
    }),
    availability({ name: "mails", objective: "99", good: delivered, bad: lost }),
    availability({
      name: "several",
      objective: "99",
      total: [requests.where({ method: "GET" }), delivered],
      bad: [requests.where({ method: "GET", status_code: /5../ }), lost],
    }),
    availability({ name: "several-good", objective: "99", total: [delivered, lost], good: [delivered] }),
    latency({ objective: "99", of: duration, within: "300ms" }),
    latency({ name: "latency-pods", objective: "99", of: duration, within: "1s", by: ["pod"] }),
    latency({ name: "rpc", objective: "95", of: rpc, within: "750ms" }),
    errorRatio({ objective: "99.5", ratio: promql('avg(mesh_error_ratio{app="checkout"})') }),
    errorRatio({
      name: "ratio-zero",
      objective: "99",
      ratio: promql("sum(rate(mesh_errors_total[5m])) / sum(rate(mesh_requests_total[5m])) or vector(0)"),
    }),
    errorRatio({
      name: "ratio-groups",
      objective: "99",
      ratio: promql("max by (tenant) (tenant_errors / tenant_requests)"),
      by: ["tenant"],
    }),
    uptime({ objective: "99.5", of: healthy }),
    timeSlices({ objective: "99", good: queue.max().below(100) }),
    timeSlices({
      name: "slices-both",
      objective: "99",
      slice: "30s",
      good: allOf(queue.max().below(100), healthy.min().atLeast(1)),
    }),
    timeSlices({
      name: "slices-either",
      objective: "99",
      good: anyOf(queue.max({ by: ["pod"] }).below(100), healthy.min({ by: ["pod"] }).atLeast(1)),
      by: ["pod"],
    }),
    timeSlices({ name: "slices-quantile", objective: "99", good: duration.quantile(0.9, "5m").below(1) }),
    timeSlices({ name: "slices-text", objective: "99", good: promql("max(replica_lag_seconds) < 5") }),
    probe({ objective: "99.9", url: "https://shop.example/", interval: "5s", within: "2s" }),
    logEvents({ objective: "99", total: "| json", bad: "| json | lost=`1`" }),
    logEvents({ name: "log-tenants", objective: "99", bad: "|= `lost`", by: ["tenant"] }),
    composite({ objective: "99", of: { availability: 3, "time-slices": 1 } }),
  ],
});

/** Tiers, windows and scrapes that are not the usual ones. */
const ledger = defineService({
  name: "ledger",
  team: payments,
  runsOn: kubernetes({
    namespace: "shop",
    selector: { app: "ledger" },
    metricsPort: "http",
    scrapeInterval: "10s",
  }),
  metrics,
  policy: defineAlertPolicy({
    name: "two-tiers",
    burnRate: [
      {
        name: "fast",
        severity: "critical",
        budget: "10%",
        long: "40m",
        short: "4m",
        for: "4m",
        keepFiringFor: "8m",
        minimumBadEvents: 1,
      },
      { name: "slow", severity: "warning", budget: "25%", long: "6h", short: "20m" },
    ],
    noData: { after: "20m", severity: "warning" },
  }),
  slos: ({ requests, healthy, queue }) => [
    availability({ objective: "99.5", window: "1d", total: requests, bad: { status_code: /5../ } }),
    uptime({ objective: "99", window: "2d", of: healthy }),
    timeSlices({ objective: "99", window: "1w", slice: "2m", good: queue.max().below(100) }),
    probe({ objective: "99.5", window: "4w", url: "https://ledger.example/", interval: "15s" }),
  ],
});

/** Exposes what others write expressions of. */
const mesh = defineService({
  name: "mesh",
  team: payments,
  runsOn: kubernetes({ namespace: "mesh", selector: { app: "mesh" }, metricsPort: "http" }),
  metrics: {
    ratio: gauge("mesh_error_ratio", { labels: ["app"] }),
    errors: counter("mesh_errors_total"),
    requests: counter("mesh_requests_total"),
    tenantErrors: gauge("tenant_errors", { labels: ["tenant"] }),
    tenantRequests: gauge("tenant_requests", { labels: ["tenant"] }),
    lag: gauge("replica_lag_seconds"),
  },
});

export default defineWorkspace({
  platform: definePlatform({
    name: "shop",
    team: payments,
    alertmanager: {
      receivers: [chat],
      defaultReceiver: chat,
      heartbeat: { url: secretRef({ name: "alertmanager-receivers", key: "heartbeat" }) },
    },
    grafana: { url: "https://grafana.example.com", admin: { secretName: "grafana-admin" } },
    logs: { kind: "loki", storage: { kind: "filesystem", size: "10Gi" } },
  }),
  environments: [
    defineEnvironment({
      name: "production",
      cluster: kubeconfig({ context: "production" }),
      backend: localBackend(),
    }),
  ],
  teams: [payments],
  services: [checkout, ledger, mesh],
});
