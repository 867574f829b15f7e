import { counter, gauge, histogram, type MetricCatalog } from "../../definitions/index.ts";

/** What Alertmanager says of itself. Source: Alertmanager 0.28. */
export const alertmanagerMetrics = {
  alerts: gauge("alertmanager_alerts", {
    labels: ["state"],
    values: { state: ["active", "suppressed", "unprocessed"] },
  }),
  received: counter("alertmanager_alerts_received_total", { labels: ["status", "version"] }),
  configLoaded: gauge("alertmanager_config_last_reload_successful"),
  members: gauge("alertmanager_cluster_members"),
  failedPeers: gauge("alertmanager_cluster_failed_peers"),
  notifications: counter("alertmanager_notifications_total", { labels: ["integration"] }),
  failed: counter("alertmanager_notifications_failed_total", {
    labels: ["integration", "reason"],
  }),
  duration: histogram("alertmanager_notification_latency_seconds", {
    labels: ["integration"],
    buckets: [1, 5, 10, 15, 20],
  }),
  silences: gauge("alertmanager_silences", {
    labels: ["state"],
    values: { state: ["active", "expired", "pending"] },
  }),
} as const satisfies MetricCatalog;
