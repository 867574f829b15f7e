import { catalogOf } from "../../definitions/catalog.ts";
import { readOptions } from "../../definitions/catalog-options.ts";
import {
  alert,
  availability,
  type Catalog,
  counter,
  gauge,
  histogram,
  panel,
  rateInterval,
  row,
} from "../../definitions/index.ts";
import { type RequestOptions, requestOptionsSchema } from "./options.ts";

/** Buckets of Kong's own time and of requests, in milliseconds. */
const kongBuckets = [1, 2, 5, 7, 10, 15, 20, 30, 50, 75, 100, 200, 500, 750, 1_000, 3_000, 6_000] as const;
const requestBuckets = [25, 50, 80, 100, 250, 400, 700, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000] as const;
/** Kong's own `service` label arrives as `exported_service`, since that of the target has the name. */
const labels = ["exported_service", "route", "workspace"] as const;

/** Metrics of Kong's Prometheus plugin, with status codes and latency switched on; times are in milliseconds. */
export const kongMetrics = {
  requests: counter("kong_http_requests_total", { labels: [...labels, "code", "source", "consumer"] }),
  duration: histogram("kong_request_latency_ms", { labels, buckets: requestBuckets, unit: "milliseconds" }),
  upstreamDuration: histogram("kong_upstream_latency_ms", {
    labels,
    buckets: requestBuckets,
    unit: "milliseconds",
  }),
  ownDuration: histogram("kong_kong_latency_ms", { labels, buckets: kongBuckets, unit: "milliseconds" }),
  bandwidth: counter("kong_bandwidth_bytes", { labels: [...labels, "direction", "consumer"] }),
  databaseReachable: gauge("kong_datastore_reachable"),
  connections: gauge("kong_nginx_connections_total", { labels: ["node_id", "subsystem", "state"] }),
  upstreamHealth: gauge("kong_upstream_target_health", {
    labels: ["upstream", "target", "address", "state", "subsystem"],
  }),
};

const optionsSchema = requestOptionsSchema.omit({ latencyObjective: true });

/**
 * Kong as a gateway.
 *
 * @example uses: [kong()]
 */
export function kong(options: Omit<RequestOptions, "latencyObjective"> = {}): Catalog {
  const read = readOptions(optionsSchema, options);
  const { objective } = read.options;
  return catalogOf(
    {
      name: "kong",
      source: "Kong Gateway 3.9, kong/plugins/prometheus/exporter.lua",
      metrics: kongMetrics,
      slos: ({ requests }) => [
        availability({ name: "kong-availability", objective, total: requests, bad: { code: /5../ } }),
      ],
      alerts: ({ metrics: { databaseReachable }, name }) => [
        alert(name("KongDatabaseUnreachable"), {
          when: databaseReachable.min().below(1),
          for: "2m",
          deliverWithin: "5m",
          severity: "critical",
          summary: "The gateway does not reach its database: configuration cannot change",
        }),
      ],
      rows: (m) => [
        row("Kong", [
          panel("Requests by route", {
            of: m.requests.rate(rateInterval).sum({ by: ["route"] }),
            description: "Requests a second.",
          }),
          panel("Errors by route", {
            of: m.requests.where({ code: /5../ }).shareOf(m.requests, rateInterval, { by: ["route"] }),
            description: "Share of answers that are server errors.",
          }),
          panel("p99 by route", {
            of: m.duration.quantile(0.99, rateInterval, { by: ["route"] }),
            description: "Time under which 99 of 100 requests stay.",
          }),
          panel("p99 of upstreams", {
            of: m.upstreamDuration.quantile(0.99, rateInterval, { by: ["route"] }),
            description: "What of it the upstream takes.",
          }),
          panel("p99 of the gateway itself", {
            of: m.ownDuration.quantile(0.99, rateInterval, { by: ["route"] }),
            description: "What of it plugins take.",
          }),
          panel("Traffic", {
            of: m.bandwidth.rate(rateInterval).sum({ by: ["direction"] }),
            description: "Bytes a second by direction.",
          }),
          panel("Connections", {
            of: m.connections.sum({ by: ["state"] }),
            description: "Connections of nginx by state.",
          }),
        ]),
      ],
    },
    kong,
    read,
  );
}
