import { catalogOf } from "../../definitions/catalog.ts";
import { readOptions } from "../../definitions/catalog-options.ts";
import { alert, type Catalog, counter, gauge, panel, rateInterval, row } from "../../definitions/index.ts";
import { answers, doesNotAnswer, type UptimeOptions, uptimeOptionsSchema } from "./answers.ts";

/** Metrics of Percona's mongodb_exporter in compatible mode, with the diagnostic and replica set collectors. */
export const mongodbMetrics = {
  up: gauge("mongodb_up", { labels: ["cluster_role"], help: "1 when the exporter reaches the server." }),
  connections: gauge("mongodb_ss_connections", {
    labels: ["conn_type"],
    help: "Connections by what they are: current, available, active, totalCreated.",
  }),
  operations: counter("mongodb_ss_opcounters", { labels: ["legacy_op_type"], unit: "operations" }),
  memory: gauge("mongodb_ss_mem_resident", { help: "Resident memory in MiB." }),
  asserts: counter("mongodb_ss_asserts", { labels: ["assert_type"] }),
  memberState: gauge("mongodb_members_state", {
    labels: ["member_idx", "member_state", "rs_nm", "set"],
    help: "1 primary, 2 secondary, 8 down.",
  }),
  memberHealth: gauge("mongodb_members_health", { labels: ["member_idx", "member_state", "rs_nm", "set"] }),
  cacheBytes: gauge("mongodb_ss_wt_cache_bytes_currently_in_the_cache", { unit: "bytes" }),
  cacheLimit: gauge("mongodb_ss_wt_cache_maximum_bytes_configured", { unit: "bytes" }),
};

/**
 * MongoDB, seen by mongodb_exporter.
 *
 * @example uses: [mongodb()]
 */
export function mongodb(options: UptimeOptions = {}): Catalog {
  const read = readOptions(uptimeOptionsSchema, options);
  return catalogOf(
    {
      name: "mongodb",
      source:
        "percona/mongodb_exporter 0.44, exporter/diagnostic_data_collector.go and replset_status_collector.go",
      metrics: mongodbMetrics,
      slos: ({ up }) => [answers("mongodb", up, read.options)],
      alerts: ({ metrics: { up, connections, memberHealth }, name }) => [
        doesNotAnswer(name("MongodbDown"), up, "MongoDB"),
        alert(name("MongodbMemberDown"), {
          when: memberHealth.min({ by: ["member_idx"] }).below(1),
          for: "5m",
          severity: "warning",
          summary: "Member {{ $labels.member_idx }} of the replica set is down",
        }),
        alert(name("MongodbConnectionsLow"), {
          when: connections
            .where({ conn_type: "available" })
            .min({ by: ["instance"] })
            .below(100),
          for: "5m",
          severity: "warning",
          summary: "{{ $labels.instance }} has {{ $value }} connections left",
        }),
      ],
      rows: (m) => [
        row("MongoDB", [
          panel("Connections", {
            of: m.connections.where({ conn_type: ["current", "available"] }).sum({ by: ["conn_type"] }),
            description: "Clients wait when none is available.",
          }),
          panel("Operations", {
            of: m.operations.rate(rateInterval).sum({ by: ["legacy_op_type"] }),
            description: "By kind. A sudden drop is as telling as a peak.",
          }),
          panel("Cache", {
            of: m.cacheBytes.max({ by: ["instance"] }).dividedBy(m.cacheLimit.max({ by: ["instance"] })),
            description: "Share of the cache that is filled; above 95 % requests have to evict.",
            unit: "ratio",
          }),
          panel("Resident memory (MiB)", {
            of: m.memory.max({ by: ["instance"] }),
            description: "Memory of the process, in MiB.",
            unit: "megabytes",
          }),
          panel("Asserts", {
            of: m.asserts.rate(rateInterval).sum({ by: ["assert_type"] }),
            description: "Errors that the server itself counts.",
          }),
          panel("Members", {
            of: m.memberState.max({ by: ["member_idx"] }),
            description: "1 is the primary, 2 a secondary, 8 is down.",
          }),
          panel("Health of members", {
            of: m.memberHealth.min({ by: ["member_idx"] }),
            description: "0 is a member that does not answer the others.",
          }),
        ]),
      ],
    },
    mongodb,
    read,
  );
}
