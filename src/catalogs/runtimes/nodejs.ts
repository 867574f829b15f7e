import { z } from "zod";
import { catalogOf } from "../../definitions/catalog.ts";
import { readOptions } from "../../definitions/catalog-options.ts";
import {
  alert,
  type Catalog,
  gauge,
  histogram,
  info,
  panel,
  rateInterval,
  row,
} from "../../definitions/index.ts";
import { timeSchema } from "../options.ts";
import { noObjective, processMetrics, processPanels } from "./process.ts";

/** Default metrics of prom-client. */
export const nodejsMetrics = {
  ...processMetrics,
  eventLoopLag: gauge("nodejs_eventloop_lag_seconds"),
  eventLoopLagP50: gauge("nodejs_eventloop_lag_p50_seconds"),
  eventLoopLagP99: gauge("nodejs_eventloop_lag_p99_seconds"),
  eventLoopLagMax: gauge("nodejs_eventloop_lag_max_seconds"),
  heapTotal: gauge("nodejs_heap_size_total_bytes"),
  heapUsed: gauge("nodejs_heap_size_used_bytes"),
  externalMemory: gauge("nodejs_external_memory_bytes"),
  heapSpaceUsed: gauge("nodejs_heap_space_size_used_bytes", { labels: ["space"] }),
  resources: gauge("nodejs_active_resources", { labels: ["type"] }),
  handles: gauge("nodejs_active_handles_total"),
  requests: gauge("nodejs_active_requests_total"),
  collections: histogram("nodejs_gc_duration_seconds", {
    labels: ["kind"],
    values: { kind: ["major", "minor", "incremental", "weakcb"] },
    buckets: [0.001, 0.01, 0.1, 1, 2, 5],
  }),
  version: info("nodejs_version_info", { labels: ["version", "major", "minor", "patch"] }),
};

const optionsSchema = z.strictObject({ eventLoopLagAbove: timeSchema.default("500ms") });

/**
 * A Node.js service with prom-client's default metrics.
 *
 * @example uses: [nodejs({ eventLoopLagAbove: "200ms" })]
 */
export function nodejs(options: { readonly eventLoopLagAbove?: `${number}${"ms" | "s"}` } = {}): Catalog {
  const read = readOptions(optionsSchema, options);
  const { eventLoopLagAbove } = read.options;
  return catalogOf(
    {
      name: "nodejs",
      source: "prom-client 15.1, lib/metrics",
      metrics: nodejsMetrics,
      slos: noObjective,
      alerts: ({ metrics: { eventLoopLagP99 }, name }) => [
        alert(name("EventLoopLags"), {
          when: eventLoopLagP99.max({ by: ["pod"] }).above(eventLoopLagAbove),
          for: "5m",
          severity: "warning",
          summary: "Pod {{ $labels.pod }} answers late: its event loop lags {{ $value | humanizeDuration }}",
        }),
      ],
      rows: (m) => [
        row("Node.js", [
          ...processPanels(m),
          panel("Event loop lag", {
            of: { p50: m.eventLoopLagP50.max({ by: ["pod"] }), p99: m.eventLoopLagP99.max({ by: ["pod"] }) },
            description: "How late the loop is; something keeps the only thread busy.",
            limit: eventLoopLagAbove,
          }),
          panel("Heap", {
            of: { used: m.heapUsed.max({ by: ["pod"] }), total: m.heapTotal.max({ by: ["pod"] }) },
            description: "When the used part grows without end, something is leaked.",
          }),
          panel("Collections", {
            of: m.collections.mean(rateInterval, { by: ["kind"] }),
            description: "Mean time of a collection by kind; nothing else runs meanwhile.",
          }),
          panel("Handles and requests", {
            of: { handles: m.handles.sum({ by: ["pod"] }), requests: m.requests.sum({ by: ["pod"] }) },
            description: "What the loop waits for.",
          }),
        ]),
      ],
    },
    nodejs,
    read,
  );
}
