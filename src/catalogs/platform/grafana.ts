import { histogram, type MetricCatalog } from "../../definitions/index.ts";

/** What Grafana says of itself. Source: Grafana 12, pkg/middleware/request_metrics.go. */
export const grafanaMetrics = {
  requests: histogram("grafana_http_request_duration_seconds", {
    labels: ["handler", "status_code", "method", "status_source", "slo_group"],
    buckets: [
      0.00001, 0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 5, 10, 25, 50, 100, 1_000,
    ],
  }),
} as const satisfies MetricCatalog;
