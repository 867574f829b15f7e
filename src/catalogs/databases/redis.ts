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
import { answers, doesNotAnswer, type UptimeOptions, uptimeOptionsSchema } from "./answers.ts";

/** Metrics of redis_exporter; the same for Valkey. */
export const redisMetrics = {
  up: gauge("redis_up", { help: "1 when the exporter reaches the server." }),
  clients: gauge("redis_connected_clients"),
  clientLimit: gauge("redis_config_maxclients"),
  blocked: gauge("redis_blocked_clients"),
  rejected: counter("redis_rejected_connections_total"),
  commands: counter("redis_commands_processed_total"),
  commandsByName: counter("redis_commands_total", { labels: ["cmd"] }),
  commandSeconds: counter("redis_commands_duration_seconds_total", { labels: ["cmd"] }),
  hits: counter("redis_keyspace_hits_total"),
  misses: counter("redis_keyspace_misses_total"),
  evicted: counter("redis_evicted_keys_total"),
  expired: counter("redis_expired_keys_total"),
  memory: gauge("redis_memory_used_bytes"),
  memoryLimit: gauge("redis_memory_max_bytes", { help: "0 when there is no limit." }),
  keys: gauge("redis_db_keys", { labels: ["db"] }),
  replicas: gauge("redis_connected_slaves"),
  linkUp: gauge("redis_master_link_up", { labels: ["master_host", "master_port"] }),
  saved: gauge("redis_rdb_last_save_timestamp_seconds"),
  uptime: gauge("redis_uptime_in_seconds"),
  server: info("redis_instance_info", {
    labels: [
      "maxmemory_policy",
      "os",
      "process_id",
      "redis_build_id",
      "redis_mode",
      "redis_version",
      "role",
      "run_id",
      "tcp_port",
    ],
  }),
};

/**
 * Redis or Valkey, seen by redis_exporter.
 *
 * @example uses: [redis()]
 */
export function redis(options: UptimeOptions = {}): Catalog {
  const read = readOptions(uptimeOptionsSchema, options);
  return catalogOf(
    {
      name: "redis",
      source: "oliver006/redis_exporter 1.45 to 1.77, exporter/exporter.go",
      metrics: redisMetrics,
      slos: ({ up }) => [answers("redis", up, read.options)],
      alerts: ({ metrics: { up, rejected, evicted, linkUp }, name }) => [
        doesNotAnswer(name("RedisDown"), up, "Redis"),
        alert(name("RedisRejectsClients"), {
          when: rejected.increase("5m").sum().above(0),
          severity: "critical",
          summary: "Redis turns clients away: the limit of connections is reached",
        }),
        alert(name("RedisEvictsKeys"), {
          when: evicted.rate("15m").sum().above(10),
          for: "15m",
          severity: "warning",
          summary: "Redis is full and drops {{ $value | humanize }} keys a second",
        }),
        alert(name("RedisReplicaDisconnected"), {
          when: linkUp.min({ by: ["instance"] }).below(1),
          for: "5m",
          severity: "warning",
          summary: "{{ $labels.instance }} has lost its primary",
        }),
      ],
      rows: (m) => [
        row("Redis", [
          panel("Clients", {
            of: {
              connected: m.clients.max({ by: ["instance"] }),
              limit: m.clientLimit.max({ by: ["instance"] }),
              blocked: m.blocked.max({ by: ["instance"] }),
            },
            description: "At the limit new clients are turned away.",
          }),
          panel("Clients turned away", {
            of: m.rejected.rate(rateInterval).sum({ by: ["instance"] }),
            description: "Above 0 the limit of connections is reached.",
          }),
          panel("Commands", {
            of: m.commandsByName.rate(rateInterval).sum({ by: ["cmd"] }),
            description: "Commands a second by kind.",
            unit: "commands/second",
          }),
          panel("Time of a command", {
            of: m.commandSeconds
              .rate(rateInterval)
              .sum({ by: ["cmd"] })
              .dividedBy(m.commandsByName.rate(rateInterval).sum({ by: ["cmd"] })),
            description: "Mean time by kind; a slow one makes every client wait.",
            unit: "seconds",
          }),
          panel("Hits and misses", {
            of: { hits: m.hits.rate(rateInterval).sum(), misses: m.misses.rate(rateInterval).sum() },
            description: "More misses mean that keys were evicted or have expired.",
          }),
          panel("Memory", {
            of: { used: m.memory.max({ by: ["instance"] }), limit: m.memoryLimit.max({ by: ["instance"] }) },
            description: "At the limit keys are evicted or writes refused; a limit of 0 is none.",
          }),
          panel("Keys dropped", {
            of: { evicted: m.evicted.rate(rateInterval).sum(), expired: m.expired.rate(rateInterval).sum() },
            description: "Evicted keys were still wanted.",
          }),
          panel("Keys", { of: m.keys.sum({ by: ["db"] }), description: "Keys by database." }),
          panel("Replicas", {
            of: {
              connected: m.replicas.max({ by: ["instance"] }),
              "linked to the primary": m.linkUp.min({ by: ["instance"] }),
            },
            description: "0 is a replica that lost its primary.",
          }),
        ]),
      ],
    },
    redis,
    read,
  );
}
