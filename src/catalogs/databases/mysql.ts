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
import { shareSchema } from "../options.ts";
import { answers, doesNotAnswer, type UptimeOptions, uptimeOptionsSchema } from "./answers.ts";

/** Metrics of mysqld_exporter with its default collectors; status variables are untyped or counters without `_total`. */
export const mysqlMetrics = {
  up: gauge("mysql_up", { help: "1 when the exporter reaches the server." }),
  queries: counter("mysql_global_status_queries", { unit: "queries" }),
  slowQueries: counter("mysql_global_status_slow_queries", { unit: "queries" }),
  commands: counter("mysql_global_status_commands_total", { labels: ["command"] }),
  connections: gauge("mysql_global_status_threads_connected"),
  running: gauge("mysql_global_status_threads_running"),
  connectionLimit: gauge("mysql_global_variables_max_connections"),
  aborted: counter("mysql_global_status_aborted_connects"),
  bufferReads: counter("mysql_global_status_innodb_buffer_pool_reads"),
  bufferReadRequests: counter("mysql_global_status_innodb_buffer_pool_read_requests"),
  rowLockWaits: counter("mysql_global_status_innodb_row_lock_waits"),
  replicaBehind: gauge("mysql_slave_status_seconds_behind_master", {
    labels: ["channel_name", "connection_name", "master_host", "master_uuid"],
    unit: "seconds",
  }),
  uptime: gauge("mysql_global_status_uptime", { unit: "seconds" }),
  version: info("mysql_version_info", { labels: ["innodb_version", "version", "version_comment"] }),
};

/** What {@link mysql} takes. */
export interface MysqlOptions extends UptimeOptions {
  /** Share of all connections above which the team hears of it. Default `"80%"`. */
  readonly connectionsAbove?: `${number}%`;
}

const optionsSchema = uptimeOptionsSchema.extend({ connectionsAbove: shareSchema.default("80%") });

/**
 * MySQL or MariaDB, seen by mysqld_exporter.
 *
 * @example uses: [mysql()]
 */
export function mysql(options: MysqlOptions = {}): Catalog {
  const read = readOptions(optionsSchema, options);
  const { connectionsAbove } = read.options;
  return catalogOf(
    {
      name: "mysql",
      source: "mysqld_exporter 0.17, collector/global_status.go, global_variables.go and slave_status.go",
      metrics: mysqlMetrics,
      slos: ({ up }) => [answers("mysql", up, read.options)],
      alerts: ({ metrics: { up, connections, connectionLimit, replicaBehind }, name }) => [
        doesNotAnswer(name("MysqlDown"), up, "MySQL"),
        alert(name("MysqlConnectionsHigh"), {
          when: connections
            .max({ by: ["instance"] })
            .dividedBy(connectionLimit.max({ by: ["instance"] }))
            .above(connectionsAbove),
          for: "5m",
          severity: "warning",
          summary: "{{ $value | humanizePercentage }} of the connections of {{ $labels.instance }} are taken",
        }),
        alert(name("MysqlReplicaLags"), {
          when: replicaBehind.max({ by: ["instance"] }).above("30s"),
          for: "5m",
          severity: "warning",
          summary: "{{ $labels.instance }} is {{ $value | humanizeDuration }} behind",
        }),
      ],
      rows: (m) => [
        row("MySQL", [
          panel("Connections", {
            of: {
              used: m.connections.max({ by: ["instance"] }),
              limit: m.connectionLimit.max({ by: ["instance"] }),
            },
            description: "At the limit the server turns clients away.",
          }),
          panel("Threads that run", {
            of: m.running.max({ by: ["instance"] }),
            description: "More than there are cores wait for each other.",
          }),
          panel("Queries", {
            of: m.queries.rate(rateInterval).sum({ by: ["instance"] }),
            description: "Statements a second.",
          }),
          panel("Commands", {
            of: m.commands.rate(rateInterval).sum({ by: ["command"] }),
            description: "Statements a second by kind.",
            unit: "commands/second",
          }),
          panel("Slow queries", {
            of: m.slowQueries.rate(rateInterval).sum({ by: ["instance"] }),
            description: "Look into the slow query log when it rises.",
          }),
          panel("Reads from disk", {
            of: m.bufferReads
              .rate(rateInterval)
              .sum({ by: ["instance"] })
              .dividedBy(m.bufferReadRequests.rate(rateInterval).sum({ by: ["instance"] })),
            description: "Share of reads that the buffer pool could not answer; a rise needs a larger pool.",
            unit: "ratio",
          }),
          panel("Waits for row locks", {
            of: m.rowLockWaits.rate(rateInterval).sum({ by: ["instance"] }),
            description: "Transactions that wait for each other.",
          }),
          panel("Refused connections", {
            of: m.aborted.rate(rateInterval).sum({ by: ["instance"] }),
            description: "Wrong credentials, or clients that give up.",
          }),
          panel("Replica behind", {
            of: m.replicaBehind.max({ by: ["instance"] }),
            description: "How much a failover would lose.",
          }),
        ]),
      ],
    },
    mysql,
    read,
  );
}
