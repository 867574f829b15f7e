import { catalogOf } from "../../definitions/catalog.ts";
import { type Catalog, counter, info, panel, rateInterval, row } from "../../definitions/index.ts";
import { fileDescriptorsHigh, noObjective, processMetrics, processPanels } from "./process.ts";

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
      slos: noObjective,
      alerts: (scope) => [fileDescriptorsHigh(scope)],
      rows: (m) => [
        row("Python", [
          ...processPanels(m),
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
