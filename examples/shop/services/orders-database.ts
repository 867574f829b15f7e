import { alert, defineService, kubernetes, promql, weekly } from "crowsnest";
import { postgres } from "crowsnest/catalogs";
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
  uses: [postgres({ objective: "99.95" })],
  maintenance: [weekly("sunday", "03:00", "1h")],
  alerts: () => [
    alert("OrdersDatabaseDiskFullSoon", {
      when: promql(
        'predict_linear(kubelet_volume_stats_available_bytes{namespace="data", persistentvolumeclaim=~"orders-.+"}[6h], 86400) < 0',
      ),
      for: "1h",
      severity: "warning",
      summary: "Volume {{ $labels.persistentvolumeclaim }} is full within a day",
    }),
  ],
  logs: { format: "json" },
  runbooks: "https://runbooks.shop.example/orders-database",
});
