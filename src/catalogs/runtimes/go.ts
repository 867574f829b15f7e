import { catalogOf } from "../../definitions/catalog.ts";
import { alert, type Catalog, counter, gauge, info } from "../../definitions/index.ts";
import { processMetrics } from "./process.ts";

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

/**
 * A Go service with client_golang's default metrics.
 *
 * @example uses: [golang({ goroutinesAbove: 50_000 })]
 */
export function golang({ goroutinesAbove = 10_000 }: { readonly goroutinesAbove?: number } = {}): Catalog {
  return catalogOf(
    {
      name: "golang",
      source: "prometheus/client_golang 1.23, prometheus/go_collector.go and process_collector.go",
      metrics: goMetrics,
      alerts: ({ metrics: { goroutines, fileDescriptors, fileDescriptorLimit }, name }) => [
        alert(name("GoroutinesLeak"), {
          when: goroutines.max({ by: ["pod"] }).above(goroutinesAbove),
          for: "15m",
          severity: "warning",
          summary: "Pod {{ $labels.pod }} runs {{ $value }} goroutines",
        }),
        alert(name("FileDescriptorsHigh"), {
          when: fileDescriptors
            .max({ by: ["pod"] })
            .dividedBy(fileDescriptorLimit.max({ by: ["pod"] }))
            .above("80%"),
          for: "10m",
          severity: "warning",
          summary: "Pod {{ $labels.pod }} has {{ $value | humanizePercentage }} of its file descriptors open",
        }),
      ],
    },
    golang,
  );
}
