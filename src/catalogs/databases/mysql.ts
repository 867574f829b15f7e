import { catalogOf } from "../../definitions/catalog.ts";
import { alert, type Catalog, counter, gauge, info } from "../../definitions/index.ts";

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

/**
 * MySQL or MariaDB, seen by mysqld_exporter.
 *
 * @example uses: [mysql()]
 */
export function mysql(options: { readonly connectionsAbove?: `${number}%` } = {}): Catalog {
  const { connectionsAbove = "80%" } = options;
  return catalogOf(
    {
      name: "mysql",
      source: "mysqld_exporter 0.17, collector/global_status.go, global_variables.go and slave_status.go",
      metrics: mysqlMetrics,
      alerts: ({ metrics: { up, connections, connectionLimit, replicaBehind }, name }) => [
        alert(name("MysqlDown"), {
          when: up.min().below(1),
          for: "1m",
          severity: "critical",
          summary: "MySQL does not answer",
        }),
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
    },
    mysql,
  );
}
