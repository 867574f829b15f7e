import type { Metric, Slo } from "../definitions/index.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Check } from "./check.ts";

interface Wanted {
  readonly metric: string;
  readonly kind: Metric["kind"];
}

/** An SLO reads metrics of the kind that it is about: it counts counters, and asks histograms how long things took. */
export const sloMetrics: Check = ({ services }) =>
  services.flatMap((service) => {
    // Series of a classic histogram are counters of their own; only the metrics themselves have a kind.
    const declared = new Map(Object.values(service.value.metrics).map((metric) => [metric.name, metric]));
    return service.value.slos.flatMap((slo, index): readonly Diagnostic[] => {
      const wrong = wantedOf(slo).filter(({ metric, kind }) => {
        const is = declared.get(metric)?.kind;
        return is !== undefined && is !== kind;
      });
      const unique = new Map(wrong.map((one) => [one.metric, one]));
      return [...unique.values()].map(({ metric, kind }) => {
        const is = declared.get(metric)?.kind ?? kind;
        return diagnostic("wrong-metric-kind", {
          ...service.at("slos", index),
          message: `"${slo.name}" needs ${NOUNS[kind]}, and ${metric} is ${NOUNS[is]}`,
          hint: hintFor(slo, is),
        });
      });
    });
  });

const NOUNS: Readonly<Record<Metric["kind"], string>> = {
  counter: "a counter",
  gauge: "a gauge",
  histogram: "a histogram",
  info: "an info metric",
  nativeHistogram: "a native histogram",
};

function wantedOf({ sli }: Slo): readonly Wanted[] {
  switch (sli.kind) {
    case "events":
      return [{ metric: sli.total.metric, kind: "counter" }];
    case "eventRatio":
      return [...sli.total, ...sli.part.of].map(({ metric }) => ({ metric, kind: "counter" }));
    case "latency":
      return [{ metric: sli.histogram.metric, kind: sli.native ? "nativeHistogram" : "histogram" }];
    case "uptime":
      return [{ metric: sli.gauge.metric, kind: "gauge" }];
    default:
      return [];
  }
}

function hintFor({ sli }: Slo, is: Metric["kind"]): string {
  switch (sli.kind) {
    case "latency":
      return "Use a histogram of the service; events that are told apart by labels are an availability.";
    case "uptime":
      return "Use a gauge that is 1 while all is well and 0 otherwise; for events that are counted there is availability().";
    default:
      return is === "histogram"
        ? "Its observations are counted by `.count()`, such as `total: duration.count()`."
        : is === "gauge"
          ? "For a gauge that is 1 or 0 there is uptime(), and for a condition on its value timeSlices()."
          : "Use a counter of the service.";
  }
}
