import type { Metric } from "../definitions/index.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Check } from "./check.ts";

/** Series that one metric of one target may have; Prometheus keeps each of them in memory. */
const BUDGET = 10_000;

/** Labels whose values never end: each new one is a series for as long as samples are kept. */
const UNBOUNDED =
  /^(?:(?:user|customer|client|account|session|request|correlation|trace|span|order|message|transaction|device|cart|payment)_?id|(?:client_|remote_|source_)?ip(?:_address)?|e?mail|email_address|phone|user_?agent|referr?er|uuid|guid|timestamp|full_?url|url|query_string|sql|stack_?trace|error_message|exception_message)$/i;

/** Metrics have labels with few values, and so few series that Prometheus can hold them. */
export const cardinality: Check = ({ services }) =>
  services.flatMap((service) =>
    Object.entries(service.value.metrics).flatMap(([key, metric]): Diagnostic[] => {
      const place = service.at("metrics", key, "labels");
      const labels: readonly string[] = metric.labels;
      const unbounded = labels.filter((label) => UNBOUNDED.test(label));
      const series = leastSeries(metric);
      return [
        ...unbounded.map((label) =>
          diagnostic("unbounded-label", {
            ...place,
            message: `${metric.name} has the label "${label}", whose values never end`,
            hint: "Leave it out: put it into log lines or traces, and find those by an exemplar.",
          }),
        ),
        ...(series <= BUDGET
          ? []
          : [
              diagnostic("cardinality-over-budget", {
                ...place,
                message: `${metric.name} has up to ${series} series a target, more than ${BUDGET}`,
                hint: "Drop a label, take fewer values or buckets, or use a native histogram.",
              }),
            ]),
      ];
    }),
  );

/** What the declared values multiply to; a label without declared values counts once. */
function leastSeries(metric: Metric): number {
  const values = Object.values(metric.values ?? {});
  const combinations = values.reduce((product, list) => product * Math.max(1, list.length), 1);
  // Beside its buckets a histogram has +Inf, a sum and a count.
  return combinations * (metric.kind === "histogram" ? metric.buckets.length + 3 : 1);
}
