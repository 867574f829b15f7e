import {
  alert,
  availability,
  counter,
  defineService,
  gauge,
  histogram,
  kubernetes,
  latency,
} from "crowsnest";
import { platformTeam } from "../teams.ts";

/** Traefik, with the metrics that it exposes at its `metrics` entry point. */
export const edgeGateway = defineService({
  name: "edge-gateway",
  displayName: "Edge gateway",
  description: "Takes every request from outside and hands it to the service that answers it.",
  component: "gateway",
  team: platformTeam,
  tier: "critical",
  runsOn: kubernetes({
    namespace: "edge",
    selector: { "app.kubernetes.io/name": "traefik" },
    metricsPort: "metrics",
  }),
  metrics: {
    requests: counter("traefik_entrypoint_requests_total", {
      labels: ["code", "method", "protocol", "entrypoint"],
      help: "Requests that an entry point answered.",
    }),
    duration: histogram("traefik_entrypoint_request_duration_seconds", {
      labels: ["code", "method", "protocol", "entrypoint"],
      buckets: [0.1, 0.3, 1.2, 5],
      help: "Time from the first byte of a request to the last of its answer.",
    }),
    connections: gauge("traefik_open_connections", { labels: ["entrypoint", "protocol"] }),
    reloads: counter("traefik_config_reloads_total"),
    certificates: gauge("traefik_tls_certs_not_after", {
      labels: ["cn", "sans", "serial"],
      unit: "timestamp",
      help: "When a certificate ends, in seconds since 1970.",
    }),
  },
  slos: ({ requests, duration }) => [
    availability({
      objective: "99.95",
      total: requests.where({ entrypoint: "websecure" }),
      bad: { code: /5../ },
      description: "Requests from outside get an answer that is no server error.",
    }),
    latency({ objective: "99", of: duration.where({ entrypoint: "websecure" }), within: "1200ms" }),
  ],
  alerts: ({ connections }) => [
    alert("EdgeGatewayConnectionsHigh", {
      when: connections.sum({ by: ["entrypoint"] }).above(20_000),
      for: "10m",
      severity: "warning",
      summary: "Entry point {{ $labels.entrypoint }} holds {{ $value }} connections",
      description: "At 30,000 the nodes run out of file descriptors. Look for a client that does not close.",
    }),
  ],
  logs: { format: "json" },
  links: [{ title: "Traefik dashboard", url: "https://traefik.shop.example/dashboard/" }],
  runbooks: "https://runbooks.shop.example/edge-gateway",
});
