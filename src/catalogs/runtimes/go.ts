import { z } from "zod";
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
import { fileDescriptorsHigh, noObjective, processMetrics, processPanels } from "./process.ts";

/** Default metrics of client_golang: the Go collector and the process collector. */
export const goMetrics = {
  ...processMetrics,
  goroutines: gauge("go_goroutines"),
  threads: gauge("go_threads"),
  heapInUse: gauge("go_memstats_heap_inuse_bytes"),
  heapAllocated: gauge("go_memstats_heap_alloc_bytes"),
  heapObjects: gauge("go_memstats_heap_objects"),
  allocated: counter("go_memstats_alloc_bytes_total"),
  nextCollection: gauge("go_memstats_next_gc_bytes"),
  /** A summary; its series are quantiles. */
  collections: gauge("go_gc_duration_seconds", {
    labels: ["quantile"],
    values: { quantile: ["0", "0.25", "0.5", "0.75", "1"] },
  }),
  collectionSeconds: counter("go_gc_duration_seconds_sum"),
  collectionCount: counter("go_gc_duration_seconds_count", { unit: "observations" }),
  version: info("go_info", { labels: ["version"] }),
};

const optionsSchema = z.strictObject({ goroutinesAbove: z.number().positive().default(10_000) });

/**
 * A Go service with client_golang's default metrics.
 *
 * @example uses: [golang({ goroutinesAbove: 50_000 })]
 */
export function golang(options: { readonly goroutinesAbove?: number } = {}): Catalog {
  const read = readOptions(optionsSchema, options);
  const { goroutinesAbove } = read.options;
  return catalogOf(
    {
      name: "golang",
      source: "prometheus/client_golang 1.23, prometheus/go_collector.go and process_collector.go",
      metrics: goMetrics,
      slos: noObjective,
      alerts: (scope) => [
        alert(scope.name("GoroutinesLeak"), {
          when: scope.metrics.goroutines.max({ by: ["pod"] }).above(goroutinesAbove),
          for: "15m",
          severity: "warning",
          summary: "Pod {{ $labels.pod }} runs {{ $value }} goroutines",
        }),
        fileDescriptorsHigh(scope),
      ],
      rows: (m) => [
        row("Go", [
          ...processPanels(m),
          panel("Goroutines", {
            of: m.goroutines.max({ by: ["pod"] }),
            description: "When they grow without end, some wait for what never comes.",
            limit: goroutinesAbove,
          }),
          panel("Heap", {
            of: {
              "in use": m.heapInUse.max({ by: ["pod"] }),
              "next collection": m.nextCollection.max({ by: ["pod"] }),
            },
            description: "Memory of objects, and where the next collection begins.",
          }),
          panel("Allocated", {
            of: m.allocated.rate(rateInterval).sum({ by: ["pod"] }),
            description: "Bytes a second; more of them make more garbage.",
          }),
          panel("Time in collections", {
            of: m.collectionSeconds.rate(rateInterval).sum({ by: ["pod"] }),
            description: "Share of the time that the program stands still.",
          }),
          panel("Threads", {
            of: m.threads.max({ by: ["pod"] }),
            description: "Threads of the system; many wait in calls to it.",
          }),
        ]),
      ],
    },
    golang,
    read,
  );
}
