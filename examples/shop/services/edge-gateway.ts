import { alert, defineService, kubernetes, waiver } from "crowsnest";
import { traefik, traefikMetrics } from "crowsnest/catalogs";
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
  uses: [traefik({ objective: "99.95" })],
  // One of the catalog's, for an alert of this team's own.
  metrics: { connections: traefikMetrics.connections },
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
  // The coverage policy asks for a probe of every gateway. `--today 2027-04-01` shows what comes after the last day.
  waivers: [
    waiver("probe", {
      reason: "The public name moves to this gateway with NET-231; a probe would still ask the old one.",
      until: "2027-03-31",
    }),
  ],
  links: [{ title: "Traefik dashboard", url: "https://traefik.shop.example/dashboard/" }],
  runbooks: "https://runbooks.shop.example/edge-gateway",
});
