import { defineService, kubernetes, weekly } from "crowsnest";
import { kubeletVolumes, postgres } from "crowsnest/catalogs";
import { platformTeam } from "../teams.ts";

/** PostgreSQL, seen by postgres_exporter: its metrics, objective, alerts and graphs come from the catalog. */
export const ordersDatabase = defineService({
  name: "orders-database",
  displayName: "Orders database",
  description: "Holds every order and payment.",
  component: "database",
  team: platformTeam,
  tier: "critical",
  runsOn: kubernetes({
    namespace: "data",
    selector: { "app.kubernetes.io/name": "postgres-exporter", "app.kubernetes.io/instance": "orders" },
    metricsPort: "http",
  }),
  // The exporter is scraped, in a pod that mounts none of the database's volumes.
  uses: [postgres({ objective: "99.95" }), kubeletVolumes({ claims: /orders-.+/ })],
  maintenance: [weekly("sunday", "03:00", "1h")],
  logs: { format: "json" },
  runbooks: "https://runbooks.shop.example/orders-database",
});
