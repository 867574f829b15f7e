import { arithmetic } from "../../../../query/promql/index.ts";
import { limits } from "../../thresholds.ts";
import { type HealthPanel, largest, named, perSecond } from "./panel.ts";

// Older collectors leave the `_total` of counters out.
const counter = (name: string) => named(`${name}(_total)?`);

/** Do log lines reach their store? */
export const collectorPanels: readonly HealthPanel[] = [
  {
    key: "lines",
    title: "Lines in and out",
    description:
      "Lines a second that were read and that were shipped. Where they part, lines wait in the queue.",
    unit: "cps",
    queries: [
      { expr: perSecond(counter("otelcol_receiver_accepted_log_records")), legend: "read" },
      { expr: perSecond(counter("otelcol_exporter_sent_log_records")), legend: "shipped" },
    ],
  },
  {
    key: "failed",
    title: "Lines refused or lost",
    description:
      "Lines a second that were refused by a full collector, or that an exporter gave up on. The latter are lost.",
    unit: "cps",
    thresholds: limits(0),
    queries: [
      { expr: perSecond(counter("otelcol_receiver_refused_log_records")), legend: "refused" },
      {
        expr: perSecond(counter("otelcol_exporter_send_failed_log_records"), "exporter"),
        legend: "lost by {{exporter}}",
      },
    ],
  },
  {
    key: "queue",
    title: "Queue in use",
    description:
      "Share of each exporter's queue that is full. At 100 % the collector stops reading; lines stay in the files as long as these are kept.",
    unit: "percentunit",
    thresholds: limits(0.8),
    queries: [
      {
        expr: arithmetic(
          largest(named("otelcol_exporter_queue_size"), "exporter"),
          "/",
          largest(named("otelcol_exporter_queue_capacity"), "exporter"),
        ),
        legend: "{{exporter}}",
      },
    ],
  },
];
