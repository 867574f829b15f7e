import { alert, counter, defineService, gauge, info, kubernetes, promql, uptime, weekly } from "crowsnest";
import { platformTeam } from "../teams.ts";

/** PostgreSQL, seen by postgres_exporter. */
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
  metrics: {
    up: gauge("pg_up", { help: "1 when the exporter reaches the server." }),
    connections: gauge("pg_stat_activity_count", { labels: ["datname", "state"] }),
    connectionLimit: gauge("pg_settings_max_connections"),
    commits: counter("pg_stat_database_xact_commit", { labels: ["datid", "datname"] }),
    rollbacks: counter("pg_stat_database_xact_rollback", { labels: ["datid", "datname"] }),
    deadlocks: counter("pg_stat_database_deadlocks", { labels: ["datid", "datname"] }),
    replicationLag: gauge("pg_replication_lag_seconds"),
    size: gauge("pg_database_size_bytes", { labels: ["datname"] }),
    server: info("pg_static", { labels: ["short_version", "version"] }),
  },
  slos: ({ up }) => [
    uptime({ objective: "99.95", of: up, description: "The primary and its replica answer the exporter." }),
  ],
  maintenance: [weekly("sunday", "03:00", "1h")],
  alerts: ({ up, connections, connectionLimit, deadlocks, replicationLag }) => [
    alert("OrdersDatabaseDown", {
      when: up.min().below(1),
      for: "5s",
      severity: "critical",
      summary: "The orders database does not answer",
      description: "No order can be placed. Check the primary, then fail over.",
    }),
    alert("OrdersDatabaseConnectionsHigh", {
      when: connections.sum().dividedBy(connectionLimit.max()).above(0.8),
      for: "5m",
      severity: "warning",
      summary: "{{ $value | humanizePercentage }} of the orders database's connections are taken",
    }),
    alert("OrdersDatabaseDeadlocks", {
      when: deadlocks.where({ datname: "orders" }).increase("10m").sum().above(5),
      severity: "warning",
      summary: "Transactions on orders block each other",
    }),
    alert("OrdersDatabaseReplicaLags", {
      when: replicationLag.max().above(30),
      for: "5m",
      severity: "warning",
      summary: "The replica is {{ $value | humanizeDuration }} behind; a failover would lose that",
    }),
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
