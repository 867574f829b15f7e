import type { DiagnosticCode } from "../../src/diagnostics/index.ts";

/** A mistake of real life, in a workspace that is right but for it. */
export interface Defect {
  /** What Crowsnest should say. */
  readonly code: DiagnosticCode;
  /** What goes wrong with it, in a few words. */
  readonly about: string;
  /** Further properties of the service, as TypeScript. */
  readonly service?: string;
  /** The condition of its one alert, as TypeScript. */
  readonly when?: string;
  /** The alert's summary. */
  readonly summary?: string;
  /** Further properties of the alert. */
  readonly alert?: string;
  /** Metrics beside those of the base, as TypeScript. */
  readonly metrics?: string;
  /** Definitions before the service. */
  readonly before?: string;
  /** Properties of the workspace that replace its own. */
  readonly workspace?: string;
}

/** An alert on PromQL text. */
function text(code: DiagnosticCode, about: string, promql: string, more: Partial<Defect> = {}): Defect {
  return { code, about, when: `promql(${JSON.stringify(promql)})`, ...more };
}

/** An alert on a condition made of handles. */
function made(code: DiagnosticCode, about: string, when: string, more: Partial<Defect> = {}): Defect {
  return { code, about, when, ...more };
}

const LOGS =
  'const logging = definePlatform({ ...platform, logs: loki({ storage: s3({ bucket: "logs", region: "eu" }), replicas: 3 }) });';
const LABEL_REPLACE = 'label_replace(queue_depth, "name", "$1", "queu", "(.*)") > 10';

const deep = "depth.max().above(10)";

/**
 * Mistakes that rule files of real life have had; the kinds are those of pint's checks, of post-mortems on alerts
 * that never fired, and of the issue trackers of Prometheus's operator and charts.
 */
export const defects: readonly Defect[] = [
  // What is read does not exist.
  text("unknown-metric", "a metric was renamed", "sum(rate(http_request_total[5m])) > 100"),
  text(
    "unknown-metric",
    "a classic histogram is read without its suffix",
    "rate(http_request_duration_seconds[5m]) > 1",
  ),
  text("unknown-metric", "a counter without its _total", "rate(http_requests[5m]) > 100"),
  made(
    "unknown-metric",
    "a metric of another service",
    'new CounterHandle("orders_total").rate("5m").above(1)',
  ),
  text("unknown-label", "a label was renamed", 'sum(rate(http_requests_total{status="500"}[5m])) > 1'),
  made("unknown-label", "a misspelt label in a handle", 'requests.where({ cod: "500" }).rate("5m").above(1)'),
  text(
    "unknown-label",
    "grouped by a label that is not there",
    "sum by (path) (rate(http_requests_total[5m])) > 100",
  ),
  {
    code: "unknown-label",
    about: "an SLO tells bad events by a label that is not there",
    service:
      'slos: ({ requests }) => [availability({ objective: "99.9", total: requests, bad: { status: /5../ } })]',
  },
  text(
    "unknown-label-value",
    "a value that the label never has",
    'rate(payments_total{outcome="error"}[5m]) > 1',
  ),
  text(
    "unknown-label-value",
    "one of several values is wrong",
    'rate(payments_total{outcome=~"failed|error"}[5m]) > 1',
  ),
  text(
    "unknown-bucket",
    "a bucket that is not there",
    'rate(http_request_duration_seconds_bucket{le="0.5"}[5m]) < 1',
  ),
  {
    code: "threshold-not-a-bucket",
    about: "a latency threshold between two buckets",
    service: 'slos: ({ duration }) => [latency({ objective: "99", of: duration, within: "500ms" })]',
  },
  text("unknown-recording-rule", "a record that nobody makes", "job:http_requests:rate5m > 100"),
  text(
    "unknown-alert",
    "an alert that nobody declares",
    'ALERTS{alertname="CheckoutDown",alertstate="firing"}',
  ),
  {
    code: "unknown-receiver",
    about: "a team is paged through a receiver that the platform lacks",
    before:
      'const pager = webhook({ name: "pager", url: secretRef({ name: "receivers", key: "pager" }) });\nconst owners = defineTeam({ name: "payments", notify: { critical: pager, warning: chat } });',
    workspace: "teams: [owners]",
  },
  {
    code: "runbook-not-found",
    about: "a runbook that was moved",
    when: deep,
    alert: 'runbook: "runbooks/queue.md"',
  },
  {
    code: "runbook-without-address",
    about: "a runbook that nobody can open from an alert",
    when: deep,
    alert: 'runbook: "runbooks/queue.md"',
  },
  {
    code: "unknown-team",
    about: "the owner of a service is not in the workspace",
    before: 'const others = defineTeam({ name: "others", notify: { critical: chat, warning: chat } });',
    service: "team: others",
  },
  {
    code: "unknown-dependency",
    about: "a dependency that is not in the workspace",
    before: 'const database = defineService({ name: "database", team: payments, runsOn });',
    service: "dependsOn: [database]",
  },

  {
    code: "unknown-dashboard",
    about: "a link to a dashboard that was deleted",
    service: 'links: [{ title: "Nodes", url: "https://grafana.shop.example/d/rYdddlPWk/nodes" }]',
  },
  {
    code: "unknown-recording-rule",
    about: "a panel on a rule that does not exist",
    service:
      'rows: [row("Load", [panel("Requests", { of: promql("job:http_requests:rate5m"), description: "Look at the gateway." })])]',
  },
  {
    code: "unknown-variable",
    about: "a panel reads a variable that the dashboard lacks",
    service:
      'rows: [row("Load", [panel("Up", { of: promql("up{job=\\"$jbo\\"}"), description: "Look at the gateway." })])]',
  },
  {
    code: "unknown-log-field",
    about: "an alert on lines reads a field that the contract lacks",
    before: LOGS,
    service:
      'logs: { format: "json", fields: { status: { type: "number" } } }, logAlerts: [logAlert("Failing", { lines: "| state >= 500", above: 10, within: "5m", severity: "warning", summary: "a" })]',
    workspace: "platform: logging",
  },
  text("unknown-label", "a label that label_replace reads", LABEL_REPLACE),
  text(
    "unknown-bucket",
    "one of several buckets is not there",
    'rate(http_request_duration_seconds_bucket{le=~"0.3|0.5"}[5m]) < 1',
  ),

  // What is read is not what is meant.
  text("rate-window-too-short", "a rate over two scrapes", "rate(http_requests_total[30s]) > 10"),
  made("rate-window-too-short", "the same, from a handle", 'starts.rate("30s").above(1)'),
  {
    code: "rate-window-too-short",
    about: "a window that fits the platform's interval but not the service's",
    service:
      'runsOn: kubernetes({ namespace: "shop", selector: { app: "checkout" }, metricsPort: "http", scrapeInterval: "2m" })',
    when: 'starts.rate("5m").above(1)',
  },
  text("rate-of-gauge", "the rate of a gauge", "rate(queue_depth[5m]) > 10"),
  text("rate-of-gauge", "increase of a gauge of bytes", "increase(memory_used_bytes[1h]) > 1000000"),
  made("definition-throws", "a handle of a gauge has no rate", 'depth.rate("5m").above(1)'),
  text("rate-of-gauge", "a rate of a rate", "rate(rate(process_starts_total[5m])[10m:]) > 1"),
  text("rate-after-aggregation", "a rate of a sum", "rate(sum(http_requests_total)[5m:]) > 100"),
  text("delta-of-counter", "delta of a counter", "delta(http_requests_total[5m]) > 100"),
  text(
    "delta-of-counter",
    "a counter is forecast",
    "predict_linear(http_requests_total[1h], 3600) > 1000000",
  ),
  text("counter-without-rate", "a counter's own value", "http_requests_total > 1000"),
  text(
    "counter-without-rate",
    "a ratio of two counters since the start",
    'sum(http_requests_total{code=~"5.."}) / sum(http_requests_total) > 0.05',
  ),
  text(
    "counter-without-rate",
    "a quantile since the start",
    "histogram_quantile(0.99, sum by (le) (http_request_duration_seconds_bucket)) > 1",
  ),
  text(
    "counter-without-rate",
    "a native histogram since the start",
    "histogram_quantile(0.99, rpc_duration_seconds) > 1",
  ),
  text("rate-window-too-short", "changes between two scrapes", "changes(queue_depth[30s]) > 1"),
  text("window-without-samples", "a window between two scrapes", "max_over_time(queue_depth[10s]) > 10"),
  text("irate-in-alert", "an alert that flaps", "irate(http_requests_total[5m]) > 100"),
  text(
    "quantile-without-le",
    "buckets lose their bounds",
    "histogram_quantile(0.99, sum by (route) (rate(http_request_duration_seconds_bucket[5m]))) > 1",
  ),
  text(
    "quantile-of-no-histogram",
    "a quantile of a sum of seconds",
    "histogram_quantile(0.99, rate(http_request_duration_seconds_sum[5m])) > 1",
  ),
  text(
    "quantile-of-no-histogram",
    "the count of a native histogram, of a classic one",
    "histogram_count(rate(http_request_duration_seconds_bucket[5m])) > 100",
  ),
  text(
    "quantile-out-of-range",
    "99 for 0.99",
    "histogram_quantile(99, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 1",
  ),
  made("quantile-out-of-range", "the same, from a handle", 'duration.quantile(95, "5m").above(1)'),
  text(
    "average-of-averages",
    "an average of quantiles",
    "avg(histogram_quantile(0.99, sum by (le, route) (rate(http_request_duration_seconds_bucket[5m])))) > 1",
  ),
  text(
    "average-of-averages",
    "an average of means",
    "avg(rate(http_request_duration_seconds_sum[5m]) / rate(http_request_duration_seconds_count[5m])) > 1",
  ),
  text(
    "average-of-averages",
    "an average of a summary's quantiles",
    "avg by (pod) (gc_duration_seconds) > 1",
  ),
  text("condition-without-comparison", "no threshold", "sum(rate(http_requests_total[5m]))"),
  text("condition-without-comparison", "bool in an alert", "queue_depth > bool 10"),
  text(
    "condition-without-comparison",
    "or with a side that is always there",
    "queue_depth > 10 or queue_consumers",
  ),
  text("condition-never-holds", "a count is compared with zero", "count(up == 0) == 0"),
  text("condition-never-holds", "up above 1", 'up{service="checkout"} > 1'),
  text(
    "condition-never-holds",
    "a quantile above the last bucket",
    "histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 5",
  ),
  text(
    "condition-never-holds",
    "an error ratio in percent",
    'sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 5',
  ),
  text("condition-never-holds", "above and below", "queue_depth > 100 and queue_depth < 10"),
  text(
    "condition-never-holds",
    "a native histogram is compared with a number",
    "rate(rpc_duration_seconds[5m]) > 1",
  ),
  text("selects-nothing", "one label, two values", 'queue_depth{queue="orders", queue="mails"} > 10'),
  text("condition-never-holds", "the 25th hour", "hour() == 24"),
  text("condition-always-holds", "a rate that is not negative", "rate(http_requests_total[5m]) >= 0"),
  text("condition-always-holds", "an info metric is 1", "build_info == 1"),
  text("unit-mismatch", "seconds against bytes", "replication_lag_seconds > memory_limit_bytes"),
  text("unit-mismatch", "a moment taken for an age", "last_backup_timestamp_seconds > 86400"),
  text(
    "unit-mismatch",
    "a ratio of bytes in percent",
    "sum(memory_used_bytes) / sum(memory_limit_bytes) > 90",
  ),
  text("unit-mismatch", "a percentage as a ratio", "load_percent > 0.9"),
  text("absent-of-lazy-series", "absent errors", 'absent(http_requests_total{code="500"})'),
  text(
    "division-by-zero",
    "messages for each consumer, of which there may be none",
    "queue_depth / queue_consumers > 100",
  ),
  text(
    "matching-finds-nothing",
    "errors by route over all requests",
    'sum by (route) (rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.1',
  ),
  text(
    "matching-finds-nothing",
    "two sides grouped apart",
    "sum by (queue) (queue_depth) > sum by (area) (memory_used_bytes)",
  ),
  text(
    "matching-multiplies-series",
    "many areas, one limit",
    "memory_used_bytes / on (pod) memory_limit_bytes > 0.9",
  ),
  made("template-label-dropped", "a summary names the pod that max() dropped", deep, {
    summary: "{{ $labels.pod }} is behind",
  }),
  made("template-label-dropped", "a rule's own label is not there in templates", deep, {
    summary: "{{ $labels.severity }}: the queue is long",
  }),
  made("template-label-dropped", "a label of Prometheus that it lacks", deep, {
    summary: "the queue is long in {{ $externalLabels.cluster }}",
  }),
  {
    code: "template-label-dropped",
    about: "a summary names a field of lines that were counted together",
    before: LOGS,
    service:
      'logs: { format: "json" }, logAlerts: [logAlert("Failing", { lines: "|= \\"failed\\"", above: 10, within: "5m", severity: "warning", summary: "{{ $labels.shop }} fails" })]',
    workspace: "platform: logging",
  },
  made("invalid-template", "a field of Alertmanager's messages in a rule", deep, {
    summary: "{{ .CommonLabels.queue }} is long",
  }),
  made("invalid-template", "a misspelt template function", deep, { summary: "{{ $value | humanise }} wait" }),
  made("invalid-template", "a block that does not end", deep, { summary: "{{ if gt $value 5.0 }}many wait" }),
  made("template-unit", "seconds shown in percent", "lag.max().above(30)", {
    summary: "{{ $value | humanizePercentage }} behind",
  }),
  text("regex-without-pattern", "a prefix without its .*", 'queue_depth{queue=~"orders"} > 10'),
  text("invalid-regex", "a look-ahead", 'queue_depth{queue=~"(?!orders).*"} > 10'),
  text("longer-than-retention", "60 days of 35", "increase(http_requests_total[60d]) < 1"),
  {
    code: "longer-than-retention",
    about: "an SLO over 90 days of 35",
    service:
      'slos: ({ requests }) => [availability({ objective: "99.9", window: "90d", total: requests, bad: { code: /5../ } })]',
  },
  text("fixed-moment", "an @ that was left from a dashboard", "queue_depth @ 1700000000 > 10"),
  text("looks-ahead", "a negative offset", "queue_depth offset -5m > 10"),
  text(
    "prometheus-too-old",
    "a duration that only a later Prometheus computes",
    "rate(process_starts_total[5m * 2]) > 1",
    {
      before: 'const older = definePlatform({ ...platform, prometheus: { version: "3.13.3" } });',
      workspace: "platform: older",
    },
  ),
  text("experimental-promql", "a function behind a flag", "mad_over_time(queue_depth[1h]) > 10"),
  text(
    "prometheus-too-old",
    "a function that a later Prometheus brought",
    "first_over_time(queue_depth[1h]) > 10",
    {
      before: 'const older = definePlatform({ ...platform, prometheus: { version: "3.5.0" } });',
      workspace: "platform: older",
    },
  ),
  text("invalid-promql", "a missing parenthesis", "sum(rate(http_requests_total[5m]) > 10"),
  text("invalid-promql", "a rate without a range", "rate(http_requests_total) > 10"),
  made("unit-mismatch", "a threshold in another unit", 'memory.max().above("300ms")'),

  // What does not fit together.
  {
    code: "objective-out-of-range",
    about: "an objective without a budget",
    service:
      'slos: ({ requests }) => [availability({ objective: "100", total: requests, bad: { code: /5../ } })]',
  },
  {
    code: "duplicate-name",
    about: "two SLOs of one name record the same series",
    service:
      'slos: ({ requests }) => [availability({ objective: "99.9", total: requests, bad: { code: /5../ } }), availability({ objective: "99", total: requests, bad: { code: /4../ } })]',
  },
  {
    code: "duplicate-name",
    about: "two services with an alert of one name",
    when: deep,
    before:
      'const other = defineService({ name: "other", team: payments, runsOn: kubernetes({ namespace: "shop", selector: { app: "other" }, metricsPort: "http" }), metrics, alerts: ({ depth }) => [alert("Planted", { when: depth.max().above(10), severity: "warning", summary: "a" })] });',
    workspace: "services: [service, other]",
  },
  {
    code: "dependency-cycle",
    about: "two services that wait for each other",
    before:
      'const other = defineService({ name: "other", team: payments, runsOn: kubernetes({ namespace: "shop", selector: { app: "other" }, metricsPort: "http" }), dependsOn: [{ name: "checkout" } as never] });',
    service: "dependsOn: [other]",
    workspace: "services: [service, other]",
  },
  {
    code: "name-collision",
    about: "a metric of a name that rules record",
    metrics: 'budget: gauge("slo:error_budget:ratio")',
  },
  text("alert-reads-itself", "an alert that waits for itself", 'ALERTS{alertname="Planted"}'),
  text("reads-other-services", "text that reads every service's queue", "max(queue_depth) > 10", {
    before:
      'const other = defineService({ name: "other", team: payments, runsOn: kubernetes({ namespace: "shop", selector: { app: "other" }, metricsPort: "http" }), metrics });',
    workspace: "services: [service, other]",
  }),
  {
    code: "unbounded-label",
    about: "a series for each user",
    metrics: 'logins: counter("logins_total", { labels: ["user_id"] })',
  },
  {
    code: "label-collision",
    about: "a metric with a label that the scrape sets",
    metrics: 'calls: counter("calls_total", { labels: ["service"] })',
  },
  {
    code: "missing-key",
    about: "logs without a place for them",
    service: 'logs: { format: "json" }',
  },
  {
    code: "unknown-key",
    about: "a misspelt key",
    when: deep,
    alert: 'fro: "5m"',
  },
  made("invalid-duration", "a duration in words", deep, { alert: 'for: "5 minutes"' }),
];
