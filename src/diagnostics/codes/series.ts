import { error, warning } from "./info.ts";

/** Codes of what queries read and nobody exposes. */
export const seriesCodes = {
  "unknown-metric": error({
    title: "An expression reads a metric that the service does not declare",
    why: "A metric that nobody exposes gives an alert that can never fire.",
    wrong: "slos: () => [availability({ total: otherService.metrics.requests, … })]",
    right: "slos: ({ requests }) => [availability({ total: requests, … })]",
  }),
  "unknown-label": error({
    title: "A matcher on a label that the metric does not have",
    why: "A matcher on a missing label matches nothing (or, negated, everything), so the SLO or alert would be silently wrong.",
    wrong: 'counter("http_requests_total", { labels: ["code"] }) … bad: { status: /5../ }',
    right: 'counter("http_requests_total", { labels: ["code"] }) … bad: { code: /5../ }',
  }),
  "unknown-label-value": error({
    title: "A matcher asks for a value that the label never has",
    why: "The metric declares the values of this label. A matcher on another matches nothing (or, negated, everything).",
    wrong:
      'counter("deliveries_total", { labels: ["outcome"], values: { outcome: ["sent", "failed"] } }) … where({ outcome: "error" })',
    right:
      'counter("deliveries_total", { labels: ["outcome"], values: { outcome: ["sent", "failed"] } }) … where({ outcome: "failed" })',
  }),
  "unknown-bucket": error({
    title: "A bucket that the histogram does not have",
    why: "A classic histogram has the buckets that it was made with; a matcher on another bound finds no series.",
    wrong: "buckets: [0.1, 0.5, 1] … promql('rate(duration_seconds_bucket{le=\"0.3\"}[5m])')",
    right: "buckets: [0.1, 0.5, 1] … promql('rate(duration_seconds_bucket{le=\"0.5\"}[5m])')",
  }),
  "unknown-recording-rule": error({
    title: "An expression reads a series that no rule records",
    why: "A series with a colon in its name is made by a rule; when there is none the expression is always empty.",
    wrong: 'when: promql("job:requests:rate5m > 10")',
    right: 'when: promql("sum by (job) (rate(requests_total[5m])) > 10")',
  }),
  "unknown-alert": error({
    title: "An expression waits for an alert that does not exist",
    why: "`ALERTS` has series of alerts that are pending or firing; of an alert that nobody declares there is never one.",
    wrong: "promql('ALERTS{alertname=\"CheckoutBackog\"}')",
    right: "promql('ALERTS{alertname=\"CheckoutBacklog\"}')",
  }),
  "alert-reads-itself": error({
    title: "An alert that waits for itself",
    why: "Once it fires it keeps itself firing, and until then it cannot.",
    wrong: 'alert("QueueStuck", { when: promql(\'ALERTS{alertname="QueueStuck"}\'), … })',
    right: 'alert("QueueStuck", { when: queue.max().above(1000), … })',
  }),
  "reads-other-services": warning({
    title: "PromQL text that reads the series of several services",
    why: "Handles are narrowed to their service; text is taken as it is. Where several services expose a metric of that name, one wakes the team of another.",
    wrong: 'promql("max(queue_depth) > 10")',
    right: "promql('max(queue_depth{service=\"checkout\"}) > 10')",
  }),
  "longer-than-retention": error({
    title: "Something looks further back than samples are kept",
    why: "What Prometheus has forgotten is not counted: an expression covers less time than it says, and an SLO's window looks as if its budget had never been spent.",
    wrong: 'prometheus: { retention: "15d" } … promql("increase(orders_total[30d]) < 1")',
    right: 'prometheus: { retention: "35d" } … promql("increase(orders_total[30d]) < 1")',
  }),
} as const;
