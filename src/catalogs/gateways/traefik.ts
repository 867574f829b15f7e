import { catalogOf } from "../../definitions/catalog.ts";
import { readOptions } from "../../definitions/catalog-options.ts";
import { textSchema } from "../../definitions/common.ts";
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

const entryPoint = { labels: ["code", "method", "protocol", "entrypoint"] } as const;
/** Traefik's own `service` label arrives as `exported_service`, since that of the target has the name. */
const backend = { labels: ["code", "method", "protocol", "exported_service"] } as const;
const buckets = [0.1, 0.3, 1.2, 5] as const;

/** Metrics of Traefik's `metrics` entry point, with its default buckets. */
export const traefikMetrics = {
  requests: counter("traefik_entrypoint_requests_total", entryPoint),
  duration: histogram("traefik_entrypoint_request_duration_seconds", { ...entryPoint, buckets }),
  backendRequests: counter("traefik_service_requests_total", backend),
  backendDuration: histogram("traefik_service_request_duration_seconds", { ...backend, buckets }),
  connections: gauge("traefik_open_connections", { labels: ["entrypoint", "protocol"] }),
  reloads: counter("traefik_config_reloads_total"),
  lastReload: gauge("traefik_config_last_reload_success", { unit: "timestamp" }),
  certificates: gauge("traefik_tls_certs_not_after", { labels: ["cn", "sans", "serial"], unit: "timestamp" }),
};

const optionsSchema = requestOptionsSchema.extend({ entryPoint: textSchema.default("websecure") });

/**
 * Traefik as a gateway.
 *
 * @example uses: [traefik({ entryPoint: "websecure" })]
 */
export function traefik(options: RequestOptions & { readonly entryPoint?: string } = {}): Catalog {
  const read = readOptions(optionsSchema, options);
  const { entryPoint: entrypoint, objective, latencyObjective } = read.options;
  return catalogOf(
    {
      name: "traefik",
      source: "Traefik 3.5, pkg/observability/metrics/prometheus.go",
      metrics: traefikMetrics,
      slos: ({ requests, duration }) => [
        availability({
          name: "traefik-availability",
          objective,
          total: requests.where({ entrypoint }),
          bad: { code: /5../ },
        }),
        latency({
          name: "traefik-latency",
          objective: latencyObjective,
          of: duration.where({ entrypoint }),
          within: "1200ms",
        }),
      ],
      alerts: ({ metrics: { certificates }, name }) => [
        alert(name("TraefikCertificateEnds"), {
          when: certificates
            .age()
            .max({ by: ["cn"] })
            .above(-14 * 86_400),
          for: "1h",
          severity: "warning",
          summary: "The certificate of {{ $labels.cn }} ends within two weeks",
        }),
      ],
      rows: (m) => [
        row("Traefik", [
          panel("Requests by backend", {
            of: m.backendRequests.rate(rateInterval).sum({ by: ["exported_service"] }),
            description: "Requests a second.",
          }),
          panel("Errors by backend", {
            of: m.backendRequests
              .where({ code: /5../ })
              .shareOf(m.backendRequests, rateInterval, { by: ["exported_service"] }),
            description: "Share of answers that are server errors.",
          }),
          panel("p99 by backend", {
            of: m.backendDuration.quantile(0.99, rateInterval, { by: ["exported_service"] }),
            description: "Time under which 99 of 100 requests stay.",
          }),
          panel("Connections", {
            of: m.connections.sum({ by: ["entrypoint"] }),
            description: "Open connections by entry point.",
          }),
          panel("Reloads", {
            of: m.reloads.increase("1h").sum(),
            description: "Changes of the configuration in an hour; many of them come from pods that flap.",
          }),
        ]),
      ],
    },
    traefik,
    read,
  );
}
