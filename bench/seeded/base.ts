import {
  counter,
  defineEnvironment,
  definePlatform,
  defineTeam,
  gauge,
  histogram,
  inCluster,
  info,
  kubernetes,
  nativeHistogram,
  secretRef,
  slack,
} from "crowsnest";

const secret = (key: string) => secretRef({ name: "receivers", key });

export const chat = slack({ name: "chat", channel: "#alerts", webhook: secret("slack") });
export const payments = defineTeam({ name: "payments", notify: { critical: chat, warning: chat } });
export const production = defineEnvironment({ name: "production", cluster: inCluster() });
export const platform = definePlatform({
  name: "shop",
  team: payments,
  alertmanager: { receivers: [chat], defaultReceiver: chat, heartbeat: { url: secret("heartbeat") } },
  grafana: { url: "https://grafana.shop.example", admin: { secretName: "grafana-admin" } },
});
export const runsOn = kubernetes({ namespace: "shop", selector: { app: "checkout" }, metricsPort: "http" });

/** What the service of every planted workspace exposes. */
export const metrics = {
  requests: counter("http_requests_total", { labels: ["method", "route", "code"] }),
  payments: counter("payments_total", {
    labels: ["outcome"],
    values: { outcome: ["accepted", "declined", "failed"] },
  }),
  starts: counter("process_starts_total"),
  cpu: counter("process_cpu_seconds_total"),
  depth: gauge("queue_depth", { labels: ["queue"] }),
  consumers: gauge("queue_consumers", { labels: ["queue"] }),
  lag: gauge("replication_lag_seconds"),
  memory: gauge("memory_used_bytes", { labels: ["area"] }),
  memoryLimit: gauge("memory_limit_bytes"),
  backup: gauge("last_backup_timestamp_seconds"),
  load: gauge("load_percent"),
  duration: histogram("http_request_duration_seconds", {
    labels: ["route"],
    buckets: [0.05, 0.1, 0.3, 1, 3],
  }),
  rpc: nativeHistogram("rpc_duration_seconds", { labels: ["method"] }),
  collections: gauge("gc_duration_seconds", { labels: ["quantile"] }),
  build: info("build_info", { labels: ["version"] }),
} as const;
