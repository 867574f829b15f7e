import { limits } from "../../thresholds.ts";
import { type HealthPanel, largest, of, p99, perSecond } from "./panel.ts";

/** Are logs kept and found? */
export const lokiPanels: readonly HealthPanel[] = [
  {
    key: "lines",
    title: "Lines kept",
    description: "Lines a second that Loki took in.",
    unit: "cps",
    queries: [
      { expr: perSecond(of("loki_distributor_lines_received_total"), "tenant"), legend: "{{tenant}}" },
    ],
  },
  {
    key: "discarded",
    title: "Lines discarded",
    description:
      "Lines a second that Loki refused for good, by reason: a limit, a line too long or too old. They are lost.",
    unit: "cps",
    thresholds: limits(0),
    queries: [{ expr: perSecond(of("loki_discarded_samples_total"), "reason"), legend: "{{reason}}" }],
  },
  {
    key: "latency",
    title: "Time of requests, p99",
    description:
      "How long the slowest hundredth of requests takes, by route; queries of dashboards are among them.",
    unit: "s",
    queries: [{ expr: p99("loki_request_duration_seconds", "route"), legend: "{{route}}" }],
  },
  {
    key: "streams",
    title: "Active streams",
    description: "Streams in memory. Below 100,000 is well; a jump is a label with too many values.",
    unit: "short",
    thresholds: limits(100_000),
    queries: [{ expr: largest(of("loki_ingester_memory_streams"), "instance"), legend: "{{instance}}" }],
  },
  {
    key: "rules",
    title: "Rule evaluations failed",
    description: "Evaluations a second of log rules that gave an error; such an alert cannot fire.",
    unit: "cps",
    thresholds: limits(0),
    queries: [
      {
        expr: perSecond(of("loki_prometheus_rule_evaluation_failures_total"), "rule_group"),
        legend: "{{rule_group}}",
      },
    ],
  },
];
