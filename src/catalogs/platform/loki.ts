import { counter, gauge, histogram, type MetricCatalog } from "../../definitions/index.ts";

/** What Loki says of itself. Source: Loki 3.5. */
export const lokiMetrics = {
  requests: histogram("loki_request_duration_seconds", {
    labels: ["method", "route", "status_code", "ws"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100],
  }),
  lines: counter("loki_distributor_lines_received_total", {
    labels: ["tenant", "retention_hours", "is_internal_stream"],
  }),
  received: counter("loki_distributor_bytes_received_total", {
    labels: ["tenant", "retention_hours", "is_internal_stream"],
  }),
  streams: gauge("loki_ingester_memory_streams", { labels: ["tenant"] }),
  discarded: counter("loki_discarded_samples_total", { labels: ["reason", "tenant", "retention_hours"] }),
  ruleFailures: counter("loki_prometheus_rule_evaluation_failures_total", { labels: ["rule_group", "user"] }),
} as const satisfies MetricCatalog;
