import { z } from "zod";
import { catalogOf } from "../../definitions/catalog.ts";
import { readOptions } from "../../definitions/catalog-options.ts";
import {
  alert,
  type Catalog,
  counter,
  gauge,
  histogram,
  panel,
  rateInterval,
  row,
} from "../../definitions/index.ts";
import { shareSchema } from "../options.ts";
import { noObjective } from "./process.ts";

const pool = { labels: ["area", "id"], values: { area: ["heap", "nonheap"] } } as const;

/** Metrics of Micrometer's Prometheus registry with Spring Boot's defaults. */
export const jvmMetrics = {
  memoryUsed: gauge("jvm_memory_used_bytes", pool),
  memoryLimit: gauge("jvm_memory_max_bytes", { ...pool, help: "-1 when there is no limit." }),
  memoryCommitted: gauge("jvm_memory_committed_bytes", pool),
  threads: gauge("jvm_threads_live_threads"),
  threadStates: gauge("jvm_threads_states_threads", { labels: ["state"] }),
  pauseCount: counter("jvm_gc_pause_seconds_count", {
    labels: ["action", "cause", "gc"],
    unit: "observations",
  }),
  pauseSeconds: counter("jvm_gc_pause_seconds_sum", { labels: ["action", "cause", "gc"] }),
  classes: gauge("jvm_classes_loaded_classes"),
  cpu: gauge("process_cpu_usage", { unit: "ratio" }),
  fileDescriptors: gauge("process_files_open_files"),
  fileDescriptorLimit: gauge("process_files_max_files"),
  started: gauge("process_start_time_seconds"),
  logged: counter("logback_events_total", {
    labels: ["level"],
    values: { level: ["trace", "debug", "info", "warn", "error"] },
  }),
  poolWaiting: gauge("hikaricp_connections_pending", { labels: ["pool"] }),
  poolActive: gauge("hikaricp_connections_active", { labels: ["pool"] }),
  poolLimit: gauge("hikaricp_connections_max", { labels: ["pool"] }),
  requests: histogram("http_server_requests_seconds", {
    labels: ["method", "uri", "status", "outcome", "exception", "error"],
    values: {
      outcome: ["INFORMATIONAL", "SUCCESS", "REDIRECTION", "CLIENT_ERROR", "SERVER_ERROR", "UNKNOWN"],
    },
    buckets: [0.05, 0.1, 0.25, 0.5, 1],
    help: "Buckets are those that management.metrics.distribution.slo asks for.",
  }),
};

const optionsSchema = z.strictObject({ heapAbove: shareSchema.default("90%") });

/**
 * A JVM service with Micrometer, such as Spring Boot.
 *
 * @example uses: [jvm()]
 */
export function jvm(options: { readonly heapAbove?: `${number}%` } = {}): Catalog {
  const read = readOptions(optionsSchema, options);
  const { heapAbove } = read.options;
  return catalogOf(
    {
      name: "jvm",
      source: "Micrometer 1.15 with Spring Boot 3.5",
      metrics: jvmMetrics,
      slos: noObjective,
      alerts: ({ metrics: { memoryUsed, memoryLimit, poolWaiting }, name }) => [
        alert(name("HeapFull"), {
          when: memoryUsed
            .where({ area: "heap" })
            .sum({ by: ["pod"] })
            .dividedBy(memoryLimit.where({ area: "heap" }).sum({ by: ["pod"] }))
            .above(heapAbove),
          for: "10m",
          severity: "warning",
          summary: "The heap of {{ $labels.pod }} is {{ $value | humanizePercentage }} full",
        }),
        alert(name("ConnectionPoolExhausted"), {
          when: poolWaiting.max({ by: ["pod", "pool"] }).above(0),
          for: "5m",
          severity: "warning",
          summary: "Threads of {{ $labels.pod }} wait for a connection of {{ $labels.pool }}",
        }),
      ],
      rows: (m) => [
        row("JVM", [
          panel("CPU of the process", { of: m.cpu.max({ by: ["pod"] }), description: "Share of all cores." }),
          panel("Heap", {
            of: m.memoryUsed
              .where({ area: "heap" })
              .sum({ by: ["pod"] })
              .dividedBy(m.memoryLimit.where({ area: "heap" }).sum({ by: ["pod"] })),
            description: "Near 100 % the service spends its time collecting garbage.",
            unit: "ratio",
            limit: heapAbove,
          }),
          panel("Time in collections", {
            of: m.pauseSeconds.rate(rateInterval).sum({ by: ["pod", "gc"] }),
            description: "Share of the time that threads stand still.",
          }),
          panel("Collections", {
            of: m.pauseCount.rate(rateInterval).sum({ by: ["pod", "gc"] }),
            description: "Collections a second.",
          }),
          panel("Threads", {
            of: m.threads.max({ by: ["pod"] }),
            description: "When they grow without end, they are leaked.",
          }),
          panel("Threads by state", {
            of: m.threadStates.sum({ by: ["state"] }),
            description: "Many that are blocked wait for one lock.",
          }),
          panel("Connection pool", {
            of: {
              active: m.poolActive.sum({ by: ["pool"] }),
              waiting: m.poolWaiting.sum({ by: ["pool"] }),
              limit: m.poolLimit.sum({ by: ["pool"] }),
            },
            description: "Threads that wait for a connection make requests slow.",
          }),
          panel("File descriptors", {
            of: m.fileDescriptors.max({ by: ["pod"] }).dividedBy(m.fileDescriptorLimit.max({ by: ["pod"] })),
            description: "At 100 % nothing more can be opened.",
            unit: "ratio",
          }),
          panel("Lines logged", {
            of: m.logged.rate(rateInterval).sum({ by: ["level"] }),
            description: "By level.",
          }),
        ]),
      ],
    },
    jvm,
    read,
  );
}
