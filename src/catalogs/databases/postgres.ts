import { catalogOf } from "../../definitions/catalog.ts";
import { readOptions } from "../../definitions/catalog-options.ts";
import {
  alert,
  type Catalog,
  counter,
  gauge,
  info,
  panel,
  rateInterval,
  row,
} from "../../definitions/index.ts";
import { shareSchema, timeSchema } from "../options.ts";
import { answers, doesNotAnswer, type UptimeOptions, uptimeOptionsSchema } from "./answers.ts";

const activity = [
  "server",
  "datname",
  "state",
  "usename",
  "application_name",
  "backend_type",
  "wait_event_type",
  "wait_event",
] as const;
const database = { labels: ["datid", "datname"] } as const;

/** Metrics of postgres_exporter with its default collectors; `pg_stat_database_…` are counters without `_total`. */
export const postgresMetrics = {
  up: gauge("pg_up", { help: "1 when the exporter reaches the server." }),
  connections: gauge("pg_stat_activity_count", { labels: activity }),
  longestTransaction: gauge("pg_stat_activity_max_tx_duration", {
    labels: activity,
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
  server: info("pg_static", { labels: ["short_version", "version", "server"] }),
};

/** What {@link postgres} takes. */
export interface PostgresOptions extends UptimeOptions {
  /** Share of all connections above which the team hears of it. Default `"80%"`. */
  readonly connectionsAbove?: `${number}%`;
  /** How far a replica may be behind. Default `"30s"`. */
  readonly replicaBehind?: `${number}${"s" | "m"}`;
}

const optionsSchema = uptimeOptionsSchema.extend({
  connectionsAbove: shareSchema.default("80%"),
  replicaBehind: timeSchema.default("30s"),
});

/**
 * PostgreSQL, seen by postgres_exporter.
 *
 * @example uses: [postgres({ connectionsAbove: "90%" })]
 */
export function postgres(options: PostgresOptions = {}): Catalog {
  const read = readOptions(optionsSchema, options);
  const { connectionsAbove, replicaBehind } = read.options;
  return catalogOf(
    {
      name: "postgres",
      source: "postgres_exporter 0.17, collector and cmd/postgres_exporter/queries.go",
      metrics: postgresMetrics,
      slos: ({ up }) => [answers("postgres", up, read.options)],
      alerts: ({ metrics: { up, connections, connectionLimit, deadlocks, replicationLag }, name }) => [
        doesNotAnswer(name("PostgresDown"), up, "PostgreSQL"),
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
      rows: (m) => [
        row("PostgreSQL", [
          panel("Connections", {
            of: m.connections.sum({ by: ["instance", "state"] }),
            description: "By state; those idle in a transaction hold locks.",
          }),
          panel("Connections taken", {
            of: m.connections
              .sum({ by: ["instance"] })
              .dividedBy(m.connectionLimit.max({ by: ["instance"] })),
            description: "At 100 % the server turns clients away.",
            unit: "ratio",
            limit: connectionsAbove,
          }),
          panel("Transactions", {
            of: {
              committed: m.commits.rate(rateInterval).sum({ by: ["datname"] }),
              "rolled back": m.rollbacks.rate(rateInterval).sum({ by: ["datname"] }),
            },
            description: "A rise of those rolled back is an error of a client or a conflict.",
          }),
          panel("Longest transaction", {
            of: m.longestTransaction.max({ by: ["datname"] }),
            description: "Long transactions keep vacuum from its work and hold locks.",
          }),
          panel("Blocks", {
            of: {
              "found in memory": m.blocksHit.rate(rateInterval).sum({ by: ["datname"] }),
              "read from disk": m.blocksRead.rate(rateInterval).sum({ by: ["datname"] }),
            },
            description:
              "Those read from disk are few beside those found in memory; when they rise, the working set no longer fits.",
          }),
          panel("Deadlocks", {
            of: m.deadlocks.rate(rateInterval).sum({ by: ["datname"] }),
            description: "Transactions that blocked each other until one was ended.",
          }),
          panel("Locks", {
            of: m.locks.sum({ by: ["mode"] }),
            description: "Exclusive locks that stay mean that others wait.",
          }),
          panel("Temporary files", {
            of: m.temporaryBytes.rate(rateInterval).sum({ by: ["datname"] }),
            description: "What did not fit into working memory was written to disk.",
          }),
          panel("Size", { of: m.size.max({ by: ["datname"] }), description: "Size of each database." }),
          panel("Replica behind", {
            of: m.replicationLag.max({ by: ["instance"] }),
            description: "How much a failover would lose.",
            limit: replicaBehind,
          }),
        ]),
      ],
    },
    postgres,
    read,
  );
}
