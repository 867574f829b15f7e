import { catalogOf } from "../../definitions/catalog.ts";
import { readOptions } from "../../definitions/catalog-options.ts";
import {
  alert,
  availability,
  type Catalog,
  counter,
  gauge,
  panel,
  rateInterval,
  row,
} from "../../definitions/index.ts";
import { type RequestOptions, requestOptionsSchema } from "./options.ts";

const cluster = { labels: ["envoy_cluster_name"] } as const;

/** Metrics of Envoy's admin endpoint, `/stats/prometheus`; Envoy writes counters without `_total`. */
export const envoyMetrics = {
  requests: counter("envoy_http_downstream_rq_xx", {
    labels: ["envoy_http_conn_manager_prefix", "envoy_response_code_class"],
    values: { envoy_response_code_class: ["1", "2", "3", "4", "5"] },
    unit: "requests",
  }),
  upstreamRequests: counter("envoy_cluster_upstream_rq_xx", {
    labels: ["envoy_cluster_name", "envoy_response_code_class"],
    values: { envoy_response_code_class: ["1", "2", "3", "4", "5"] },
    unit: "requests",
  }),
  upstreamTimeouts: counter("envoy_cluster_upstream_rq_timeout", cluster),
  upstreamConnectFailures: counter("envoy_cluster_upstream_cx_connect_fail", cluster),
  overflow: counter("envoy_cluster_upstream_rq_pending_overflow", cluster),
  healthy: gauge("envoy_cluster_membership_healthy", cluster),
  members: gauge("envoy_cluster_membership_total", cluster),
  connections: gauge("envoy_http_downstream_cx_active", { labels: ["envoy_http_conn_manager_prefix"] }),
  live: gauge("envoy_server_live"),
  certificateDays: gauge("envoy_server_days_until_first_cert_expiring", { unit: "days" }),
};

const optionsSchema = requestOptionsSchema.omit({ latencyObjective: true });

/**
 * Envoy as a gateway or sidecar.
 *
 * @example uses: [envoy()]
 */
export function envoy(options: Omit<RequestOptions, "latencyObjective"> = {}): Catalog {
  const read = readOptions(optionsSchema, options);
  const { objective } = read.options;
  return catalogOf(
    {
      name: "envoy",
      source: "Envoy 1.35, HTTP connection manager, cluster manager and server statistics",
      metrics: envoyMetrics,
      slos: ({ requests }) => [
        availability({
          name: "envoy-availability",
          objective,
          total: requests,
          bad: { envoy_response_code_class: "5" },
        }),
      ],
      alerts: ({ metrics: { healthy, members, overflow, certificateDays }, name }) => [
        alert(name("EnvoyUpstreamUnhealthy"), {
          when: healthy
            .min({ by: ["envoy_cluster_name"] })
            .dividedBy(members.max({ by: ["envoy_cluster_name"] }))
            .below("50%"),
          for: "5m",
          deliverWithin: "8m",
          severity: "critical",
          summary: "Only {{ $value | humanizePercentage }} of {{ $labels.envoy_cluster_name }} is healthy",
        }),
        alert(name("EnvoyCircuitBreakerOpen"), {
          when: overflow
            .rate("5m")
            .sum({ by: ["envoy_cluster_name"] })
            .above(0),
          for: "5m",
          severity: "warning",
          summary: "Requests to {{ $labels.envoy_cluster_name }} are turned away by the circuit breaker",
        }),
        alert(name("EnvoyCertificateEnds"), {
          when: certificateDays.min().below(14),
          for: "1h",
          severity: "warning",
          summary: "The first certificate of the gateway ends in {{ $value }} days",
        }),
      ],
      rows: (m) => [
        row("Envoy", [
          panel("Requests", {
            of: m.requests.rate(rateInterval).sum({ by: ["envoy_response_code_class"] }),
            description: "By class of answer.",
            unit: "requests/second",
          }),
          panel("Requests to upstreams", {
            of: m.upstreamRequests
              .rate(rateInterval)
              .sum({ by: ["envoy_cluster_name", "envoy_response_code_class"] }),
            description: "By upstream and class of answer.",
            unit: "requests/second",
          }),
          panel("Healthy members", {
            of: m.healthy
              .min({ by: ["envoy_cluster_name"] })
              .dividedBy(m.members.max({ by: ["envoy_cluster_name"] })),
            description: "Share of an upstream's members that pass health checks.",
            unit: "ratio",
          }),
          panel("Upstreams that do not answer", {
            of: {
              timeouts: m.upstreamTimeouts.rate(rateInterval).sum({ by: ["envoy_cluster_name"] }),
              refused: m.upstreamConnectFailures.rate(rateInterval).sum({ by: ["envoy_cluster_name"] }),
            },
            description: "The upstream is overloaded or gone.",
            unit: "requests/second",
          }),
          panel("Turned away by circuit breakers", {
            of: m.overflow.rate(rateInterval).sum({ by: ["envoy_cluster_name"] }),
            description: "More requests wait than the upstream may have.",
            unit: "requests/second",
          }),
          panel("Connections", {
            of: m.connections.sum({ by: ["envoy_http_conn_manager_prefix"] }),
            description: "Open connections by listener.",
          }),
        ]),
      ],
    },
    envoy,
    read,
  );
}
