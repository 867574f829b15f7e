import { catalogOf } from "../../definitions/catalog.ts";
import { alert, type Catalog, counter, gauge, info } from "../../definitions/index.ts";

const database = { labels: ["datid", "datname"] } as const;

/** Metrics of postgres_exporter with its default collectors; `pg_stat_database_…` are counters without `_total`. */
export const postgresMetrics = {
  up: gauge("pg_up", { help: "1 when the exporter reaches the server." }),
  connections: gauge("pg_stat_activity_count", {
    labels: [
      "datname",
      "state",
      "usename",
      "application_name",
      "backend_type",
      "wait_event_type",
      "wait_event",
    ],
  }),
  longestTransaction: gauge("pg_stat_activity_max_tx_duration", {
    labels: [
      "datname",
      "state",
      "usename",
      "application_name",
      "backend_type",
      "wait_event_type",
      "wait_event",
    ],
    unit: "seconds",
  }),
  connectionLimit: gauge("pg_settings_max_connections", { labels: ["server"] }),
  commits: counter("pg_stat_database_xact_commit", { ...database, unit: "transactions" }),
  rollbacks: counter("pg_stat_database_xact_rollback", { ...database, unit: "transactions" }),
  deadlocks: counter("pg_stat_database_deadlocks", database),
  blocksRead: counter("pg_stat_database_blks_read", { ...database, unit: "blocks" }),
  blocksHit: counter("pg_stat_database_blks_hit", { ...database, unit: "blocks" }),
  temporaryBytes: counter("pg_stat_database_temp_bytes", { ...database, unit: "bytes" }),
  locks: gauge("pg_locks_count", { labels: ["datname", "mode"] }),
  size: gauge("pg_database_size_bytes", { labels: ["datname"] }),
  replicationLag: gauge("pg_replication_lag_seconds"),
  isReplica: gauge("pg_replication_is_replica"),
  started: gauge("pg_postmaster_start_time_seconds"),
  server: info("pg_static", { labels: ["short_version", "version", "server"] }),
};

/** What {@link postgres} takes. */
export interface PostgresOptions {
  /** Share of all connections above which the team hears of it. Default `"80%"`. */
  readonly connectionsAbove?: `${number}%`;
  /** How far a replica may be behind. Default `"30s"`. */
  readonly replicaBehind?: `${number}${"s" | "m"}`;
}

/**
 * PostgreSQL, seen by postgres_exporter.
 *
 * @example uses: [postgres({ connectionsAbove: "90%" })]
 */
export function postgres(options: PostgresOptions = {}): Catalog {
  const { connectionsAbove = "80%", replicaBehind = "30s" } = options;
  return catalogOf(
    {
      name: "postgres",
      source: "postgres_exporter 0.18, collector and cmd/postgres_exporter/queries.go",
      metrics: postgresMetrics,
      alerts: ({ metrics: { up, connections, connectionLimit, deadlocks, replicationLag }, name }) => [
        alert(name("PostgresDown"), {
          when: up.min().below(1),
          for: "1m",
          severity: "critical",
          summary: "PostgreSQL does not answer",
        }),
        alert(name("PostgresConnectionsHigh"), {
          when: connections
            .sum({ by: ["instance"] })
            .dividedBy(connectionLimit.max({ by: ["instance"] }))
            .above(connectionsAbove),
          for: "5m",
          severity: "warning",
          summary: "{{ $value | humanizePercentage }} of the connections of {{ $labels.instance }} are taken",
        }),
        alert(name("PostgresDeadlocks"), {
          when: deadlocks
            .increase("10m")
            .sum({ by: ["datname"] })
            .above(5),
          severity: "warning",
          summary: "Transactions in {{ $labels.datname }} block each other",
        }),
        alert(name("PostgresReplicaLags"), {
          when: replicationLag.max({ by: ["instance"] }).above(replicaBehind),
          for: "5m",
          severity: "warning",
          summary:
            "{{ $labels.instance }} is {{ $value | humanizeDuration }} behind; a failover would lose that",
        }),
      ],
    },
    postgres,
  );
}
