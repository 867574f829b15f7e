import { catalogOf } from "../../definitions/catalog.ts";
import { readOptions } from "../../definitions/catalog-options.ts";
import {
  alert,
  availability,
  type Catalog,
  counter,
  gauge,
  histogram,
  latency,
  panel,
  rateInterval,
  row,
} from "../../definitions/index.ts";
import { type RequestOptions, requestOptionsSchema } from "./options.ts";

/**
 * Metrics of ingress-nginx. The controller's own `namespace` and `service` labels arrive as `exported_namespace`
 * and `exported_service`, since those of the target have these names.
 */
export const ingressNginxMetrics = {
  requests: counter("nginx_ingress_controller_requests", {
    labels: [
      "ingress",
      "host",
      "path",
      "method",
      "status",
      "canary",
      "exported_namespace",
      "exported_service",
    ],
    unit: "requests",
  }),
  duration: histogram("nginx_ingress_controller_request_duration_seconds", {
    labels: [
      "ingress",
      "host",
      "path",
      "method",
      "status",
      "canary",
      "exported_namespace",
      "exported_service",
    ],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  }),
  connections: gauge("nginx_ingress_controller_nginx_process_connections", {
    labels: ["state"],
    values: { state: ["active", "reading", "waiting", "writing"] },
  }),
  configLoaded: gauge("nginx_ingress_controller_config_last_reload_successful"),
  certificateEnds: gauge("nginx_ingress_controller_ssl_expire_time_seconds", {
    labels: ["host", "exported_namespace", "secret_name", "class", "identifier"],
    unit: "timestamp",
  }),
};

/**
 * The NGINX ingress controller as a gateway: answers, their time, its configuration and its certificates.
 *
 * @example uses: [ingressNginx({ objective: "99.9" })]
 */
export function ingressNginx(options: RequestOptions = {}): Catalog {
  const read = readOptions(requestOptionsSchema, options);
  const { objective, latencyObjective } = read.options;
  return catalogOf(
    {
      name: "ingressNginx",
      source: "ingress-nginx controller 1.12, internal/ingress/metric/collectors",
      metrics: ingressNginxMetrics,
      slos: ({ requests, duration }) => [
        availability({ name: "ingress-availability", objective, total: requests, bad: { status: /5../ } }),
        latency({ name: "ingress-latency", objective: latencyObjective, of: duration, within: "1s" }),
      ],
      alerts: ({ metrics: { configLoaded, certificateEnds }, name }) => [
        alert(name("IngressConfigRefused"), {
          when: configLoaded.min().below(1),
          for: "5m",
          severity: "warning",
          summary: "The ingress controller runs an old configuration: it could not load the last one",
        }),
        alert(name("IngressCertificateEnds"), {
          when: certificateEnds
            .age()
            .max({ by: ["host"] })
            .above(-14 * 86_400),
          for: "1h",
          severity: "warning",
          summary: "The certificate of {{ $labels.host }} ends within two weeks",
        }),
      ],
      rows: (m) => [
        row("Ingress", [
          panel("Requests by ingress", {
            of: m.requests.rate(rateInterval).sum({ by: ["ingress"] }),
            description: "Requests a second.",
          }),
          panel("Errors by ingress", {
            of: m.requests.where({ status: /5../ }).shareOf(m.requests, rateInterval, { by: ["ingress"] }),
            description: "Share of answers that are server errors.",
          }),
          panel("p99 by ingress", {
            of: m.duration.quantile(0.99, rateInterval, { by: ["ingress"] }),
            description: "Time under which 99 of 100 requests stay.",
          }),
          panel("Connections", {
            of: m.connections.sum({ by: ["state"] }),
            description: "Connections of nginx by state.",
          }),
        ]),
      ],
    },
    ingressNginx,
    read,
  );
}
