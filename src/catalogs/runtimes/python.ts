import { catalogOf } from "../../definitions/catalog.ts";
import { alert, type Catalog, counter, info, panel, rateInterval, row } from "../../definitions/index.ts";
import { processMetrics } from "./process.ts";

const generation = { labels: ["generation"], values: { generation: ["0", "1", "2"] } } as const;

/** Default metrics of prometheus_client. */
export const pythonMetrics = {
  ...processMetrics,
  collected: counter("python_gc_objects_collected_total", generation),
  uncollectable: counter("python_gc_objects_uncollectable_total", generation),
  collections: counter("python_gc_collections_total", generation),
  version: info("python_info", { labels: ["implementation", "major", "minor", "patchlevel", "version"] }),
};

/**
 * A Python service with prometheus_client's default metrics.
 *
 * @example uses: [python()]
 */
export function python(): Catalog {
  return catalogOf(
    {
      name: "python",
      source: "prometheus_client 0.23, gc_collector.py, platform_collector.py and process_collector.py",
      metrics: pythonMetrics,
      slos: "A runtime's state is a cause, not what users feel: promise the service's own requests.",
      alerts: ({ metrics: { fileDescriptors, fileDescriptorLimit }, name }) => [
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
      rows: (m) => [
        row("Python", [
          panel("Process CPU", {
            of: m.cpu.rate(rateInterval).sum({ by: ["pod"] }),
            description:
              "Share of one core that each process uses; above the others, one pod has more than its share.",
          }),
          panel("Process memory", {
            of: m.memory.max({ by: ["pod"] }),
            description: "Resident memory. When it grows without end, something is leaked.",
          }),
          panel("File descriptors", {
            of: m.fileDescriptors.max({ by: ["pod"] }).dividedBy(m.fileDescriptorLimit.max({ by: ["pod"] })),
            description: "Share of the limit that is open; at 100 % nothing more can be opened or accepted.",
            unit: "ratio",
            limit: "80%",
          }),
          panel("Collections", {
            of: m.collections.rate(rateInterval).sum({ by: ["generation"] }),
            description: "Collections a second by generation.",
          }),
          panel("Objects collected", {
            of: m.collected.rate(rateInterval).sum({ by: ["generation"] }),
            description: "Objects a second by generation.",
          }),
          panel("Objects that cannot be collected", {
            of: m.uncollectable.rate(rateInterval).sum({ by: ["generation"] }),
            description: "Above 0 something is leaked.",
          }),
        ]),
      ],
    },
    python,
  );
}
