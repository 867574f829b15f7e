/** How bad a diagnostic is; an `error` forbids going on. */
export type DiagnosticSeverity = "error" | "warning" | "info";

/** What a code means; `docs/diagnostics/` is generated from this. */
export interface DiagnosticCodeInfo {
  readonly severity: DiagnosticSeverity;
  readonly title: string;
  /** Why it matters, in a sentence or two. */
  readonly why: string;
  /** A definition that gives the diagnostic, and one that does not. */
  readonly wrong: string;
  readonly right: string;
}

function error(info: Omit<DiagnosticCodeInfo, "severity">): DiagnosticCodeInfo {
  return { severity: "error", ...info };
}

function warning(info: Omit<DiagnosticCodeInfo, "severity">): DiagnosticCodeInfo {
  return { severity: "warning", ...info };
}

/** Every diagnostic Crowsnest can give, by its stable code. */
export const diagnosticCodes = {
  "config-not-found": error({
    title: "There is no workspace file",
    why: "Every command reads the workspace from `crowsnest.config.ts`, in the folder you stand in or the one `--config` names.",
    wrong: "$ cd /tmp && crowsnest check",
    right: "$ crowsnest check --config infra/crowsnest.config.ts",
  }),
  "config-throws": error({
    title: "The workspace file fails while it loads",
    why: "The file, or something that it imports, threw before a workspace was there; nothing can be checked until it loads.",
    wrong: 'throw new Error("not yet");',
    right: "export default defineWorkspace({ … });",
  }),
  "config-no-workspace": error({
    title: "The workspace file does not export a workspace",
    why: "The default export must be what `defineWorkspace` returns: that is where every definition is found.",
    wrong: "export const workspace = defineWorkspace({ … });",
    right: "export default defineWorkspace({ … });",
  }),
  "definition-throws": error({
    title: "A definition's callback fails",
    why: "`slos` and `alerts` may be functions of the metrics; one that throws declares nothing.",
    wrong: "slos: ({ requets }) => [availability({ total: requets.where({ … }), … })]",
    right: "slos: ({ requests }) => [availability({ total: requests.where({ … }), … })]",
  }),
  "unknown-key": error({
    title: "A key that the definition does not have",
    why: "A misspelt key would be ignored in silence, and with it what you wanted.",
    wrong: 'availability({ objectiv: "99.9", … })',
    right: 'availability({ objective: "99.9", … })',
  }),
  "missing-key": error({
    title: "A key is missing that the definition needs",
    why: "There is no default that would be right for everyone.",
    wrong: 'defineService({ name: "checkout" })',
    right: 'defineService({ name: "checkout", team: payments, runsOn: kubernetes({ … }) })',
  }),
  "invalid-value": error({
    title: "A value of the wrong type or form",
    why: "The value cannot mean what the key stands for.",
    wrong: "prometheus: { replicas: 0 }",
    right: "prometheus: { replicas: 2 }",
  }),
  "invalid-duration": error({
    title: "Not a duration that Prometheus reads",
    why: "Durations are a number with a unit (ms, s, m, h, d, w, y), largest unit first, longer than zero.",
    wrong: 'alert("QueueBacklog", { for: "2 minutes", … })',
    right: 'alert("QueueBacklog", { for: "2m", … })',
  }),
  "invalid-name": error({
    title: "A name that Kubernetes or Prometheus does not accept",
    why: "Names become names of Kubernetes objects, labels, metrics and uids; a name that one of them refuses would fail at apply.",
    wrong: 'defineService({ name: "Check_Out", … })',
    right: 'defineService({ name: "check-out", … })',
  }),
  "duplicate-name": error({
    title: "Two definitions of one kind share a name",
    why: "Everything that is made carries names from definitions: two with one name would overwrite each other.",
    wrong: 'slos: [availability({ name: "api", … }), latency({ name: "api", … })]',
    right: 'slos: [availability({ name: "api-availability", … }), latency({ name: "api-latency", … })]',
  }),
  "objective-out-of-range": error({
    title: "An objective that leaves no budget, or nothing but budget",
    why: "An objective is a percentage above 0 and below 100, as decimal text. At 100 the error budget is zero, every burn rate is a division by zero, and every error pages.",
    wrong: 'availability({ objective: "100", … })',
    right: 'availability({ objective: "99.9", … })',
  }),
  "threshold-not-a-bucket": error({
    title: "A latency threshold that is no bucket bound",
    why: "A classic histogram counts requests up to its bounds only; between two bounds nobody knows how many were fast enough.",
    wrong: 'buckets: [0.1, 0.5, 1] … latency({ of: duration, within: "300ms" })',
    right: 'buckets: [0.1, 0.3, 0.5, 1] … latency({ of: duration, within: "300ms" })',
  }),
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
  "invalid-regex": error({
    title: "A regular expression that Prometheus cannot read",
    why: "Prometheus uses RE2, anchored at both ends: there are no flags, look-arounds or back-references.",
    wrong: "bad: { status_code: /^(?!2)/ }",
    right: "bad: { status_code: not(/2../) }",
  }),
  "invalid-promql": error({
    title: "PromQL that Prometheus would refuse",
    why: "One rule that cannot be read keeps Prometheus from loading the whole file, and it goes on with the old one.",
    wrong: 'when: promql("sum(rate(requests_total[5m]) > 10")',
    right: 'when: promql("sum(rate(requests_total[5m])) > 10")',
  }),
  "invalid-logql": error({
    title: "LogQL that Loki would refuse",
    why: "Loki's ruler does not load a group with an expression that it cannot read.",
    wrong: 'bad: "| json | status >="',
    right: 'bad: "| json | status >= 500"',
  }),
  "lines-not-countable": error({
    title: "Lines that only Loki can count",
    why: "Elasticsearch has no ruler: where logs are kept there, the collector counts the lines of an SLO as they pass, by conditions on one line.",
    wrong: 'bad: "| pattern `<_> <status>` | status >= 500"',
    right: 'bad: "| status >= 500"',
  }),
  "unknown-recording-rule": error({
    title: "An expression reads a series that no rule records",
    why: "A series with a colon in its name is made by a rule; when there is none the expression is always empty.",
    wrong: 'when: promql("job:requests:rate5m > 10")',
    right: 'when: promql("sum by (job) (rate(requests_total[5m])) > 10")',
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
  "rate-window-too-short": error({
    title: "A rate over fewer than four scrapes",
    why: "A rate needs two samples in its window. With room for fewer than four scrapes, one that fails or comes late leaves a gap, and the alert resolves and fires again.",
    wrong: 'scrapeInterval: "1m" … requests.rate("2m")',
    right: 'scrapeInterval: "1m" … requests.rate("5m")',
  }),
  "rate-of-gauge": error({
    title: "A rate of something that is no counter",
    why: "`rate` and `increase` take every fall for a restart, so that a gauge that goes up and down seems to grow for ever.",
    wrong: 'promql("rate(queue_depth[5m]) > 10")',
    right: 'promql("delta(queue_depth[5m]) > 10")',
  }),
  "rate-after-aggregation": error({
    title: "A rate that is taken after counters were added up",
    why: "When one process starts again, the sum falls a little; `rate` takes that for a restart of all and counts everything once more.",
    wrong: 'promql("rate(sum(requests_total)[5m:]) > 10")',
    right: 'promql("sum(rate(requests_total[5m])) > 10")',
  }),
  "delta-of-counter": error({
    title: "A change of a counter, where restarts are not accounted for",
    why: "`delta`, `deriv` and `predict_linear` take a restart of the process for a fall.",
    wrong: 'promql("delta(requests_total[5m]) > 10")',
    right: 'promql("increase(requests_total[5m]) > 10")',
  }),
  "counter-without-rate": error({
    title: "A counter's own value in a computation",
    why: "A counter holds what happened since its process started: a deploy resets it, and an old process is above every threshold.",
    wrong: 'promql("errors_total > 100")',
    right: 'promql("increase(errors_total[5m]) > 100")',
  }),
  "irate-in-alert": warning({
    title: "An alert on `irate`",
    why: "`irate` looks at the last two samples, so that one quiet scrape resets the time that an alert waits.",
    wrong: 'promql("irate(errors_total[5m]) > 1")',
    right: 'promql("rate(errors_total[5m]) > 1")',
  }),
  "quantile-without-le": error({
    title: "A quantile of buckets that lost their bounds",
    why: "`histogram_quantile` tells buckets apart by the label `le`; without it there is no result, and the alert never fires.",
    wrong: 'promql("histogram_quantile(0.99, sum by (route) (rate(duration_seconds_bucket[5m]))) > 1")',
    right: 'promql("histogram_quantile(0.99, sum by (le, route) (rate(duration_seconds_bucket[5m]))) > 1")',
  }),
  "quantile-of-no-histogram": error({
    title: "A quantile of something without buckets",
    why: "`histogram_quantile` needs the buckets of a classic histogram or a native one; of anything else there is no result.",
    wrong: 'promql("histogram_quantile(0.99, rate(duration_seconds_sum[5m])) > 1")',
    right: 'promql("histogram_quantile(0.99, sum by (le) (rate(duration_seconds_bucket[5m]))) > 1")',
  }),
  "quantile-out-of-range": error({
    title: "A quantile below 0 or above 1",
    why: "Quantiles are shares: outside of 0 to 1 the result is plus or minus infinity.",
    wrong: "duration.quantile(99, …)",
    right: "duration.quantile(0.99, …)",
  }),
  "average-of-averages": error({
    title: "An average of quantiles or of means",
    why: "Quantiles cannot be averaged at all, and a mean of means weighs an instance with one request like one with a thousand.",
    wrong: 'promql("avg(histogram_quantile(0.99, rate(duration_seconds_bucket[5m]))) > 1")',
    right: 'promql("histogram_quantile(0.99, sum by (le) (rate(duration_seconds_bucket[5m]))) > 1")',
  }),
  "condition-without-comparison": error({
    title: "A condition that compares nothing",
    why: "An alert fires for every series that its expression gives, whatever the value: without a comparison that is always.",
    wrong: 'when: promql("sum(rate(errors_total[5m]))")',
    right: 'when: promql("sum(rate(errors_total[5m])) > 1")',
  }),
  "condition-never-holds": error({
    title: "A comparison that can never hold",
    why: "The values cannot get there: an alert on it will never fire, and nobody will know.",
    wrong: 'promql("count(up == 0) < 1")',
    right: 'promql("absent(up == 0)")',
  }),
  "condition-always-holds": error({
    title: "A comparison that always holds",
    why: "The values cannot be anything else: an alert on it fires for ever, or the comparison changes nothing.",
    wrong: 'promql("rate(requests_total[5m]) >= 0")',
    right: 'promql("rate(requests_total[5m]) > 100")',
  }),
  "unit-mismatch": error({
    title: "Values of different units, compared or added",
    why: "Seconds are not bytes, a ratio is not a percentage and a moment is not an age; the result means nothing.",
    wrong: 'promql("memory_used_bytes / memory_limit_bytes > 90")',
    right: 'promql("memory_used_bytes / memory_limit_bytes > 0.9")',
  }),
  "absent-of-lazy-series": error({
    title: "`absent` of a series that is born late",
    why: "Client libraries make a series of a metric with labels when its labels are first used. After each restart it is absent until then, and the alert fires on a healthy service.",
    wrong: "promql('absent(errors_total{code=\"500\"})')",
    right: "promql('absent(up{service=\"checkout\"} == 1)')",
  }),
  "division-by-zero": error({
    title: "A division by something that can be zero",
    why: "Anything divided by zero is infinite, and infinity is above every threshold.",
    wrong: 'promql("queue_depth / queue_consumers > 100")',
    right: 'promql("queue_depth / (queue_consumers > 0) > 100")',
  }),
  "matching-finds-nothing": error({
    title: "Two sides whose series never match",
    why: "Series of two sides find each other by all their labels. When one side has a label that the other lacks, there is no result.",
    wrong: 'promql("sum by (route) (rate(errors_total[5m])) / sum(rate(requests_total[5m])) > 0.1")',
    right:
      'promql("sum by (route) (rate(errors_total[5m])) / sum by (route) (rate(requests_total[5m])) > 0.1")',
  }),
  "matching-multiplies-series": error({
    title: "Several series that match one",
    why: "Prometheus fails the whole evaluation when several series of one side match one of the other, unless `group_left` or `group_right` says so.",
    wrong: 'promql("connections / on (instance) connection_limit > 0.8")',
    right: 'promql("sum by (instance) (connections) / on (instance) connection_limit > 0.8")',
  }),
  "invalid-template": error({
    title: "A template that cannot be filled",
    why: "A summary with a mistake in its template arrives as an error message instead of words, in the middle of the night.",
    wrong: 'summary: "{{ $value | humanizeDuraton }} behind"',
    right: 'summary: "{{ $value | humanizeDuration }} behind"',
  }),
  "template-label-dropped": error({
    title: "A template reads a label that the expression drops",
    why: "Templates see the labels of the expression's result. What an aggregation dropped is empty in the message.",
    wrong: 'when: queue.max().above(1000), summary: "Pod {{ $labels.pod }} is behind"',
    right: 'when: queue.max({ by: ["pod"] }).above(1000), summary: "Pod {{ $labels.pod }} is behind"',
  }),
  "template-unit": warning({
    title: "A template shows a value in the wrong unit",
    why: "Whoever is woken reads 120 % where there are 1.2 seconds.",
    wrong: 'when: lag.max().above(30), summary: "{{ $value | humanizePercentage }} behind"',
    right: 'when: lag.max().above(30), summary: "{{ $value | humanizeDuration }} behind"',
  }),
  "regex-without-pattern": warning({
    title: "A regular expression without a pattern",
    why: "Prometheus anchors expressions at both ends, so that plain text matches itself and nothing that contains it; mostly something else was meant.",
    wrong: "where({ route: /orders/ })",
    right: 'where({ route: "/orders" })',
  }),
  "longer-than-retention": error({
    title: "An expression looks further back than samples are kept",
    why: "What is gone is not counted: the result covers less time than it says.",
    wrong: 'prometheus: { retention: "15d" } … promql("increase(orders_total[30d]) < 1")',
    right: 'prometheus: { retention: "35d" } … promql("increase(orders_total[30d]) < 1")',
  }),
  "fixed-moment": error({
    title: "A rule that looks at one fixed moment",
    why: "With `@` and a timestamp the result is the same at every evaluation: the alert fires for ever or never.",
    wrong: 'promql("queue_depth @ 1700000000 > 10")',
    right: 'promql("queue_depth > 10")',
  }),
  "looks-ahead": error({
    title: "A rule that looks ahead",
    why: "A negative offset asks for samples that are not there yet when a rule is evaluated.",
    wrong: 'promql("queue_depth offset -5m > 10")',
    right: 'promql("queue_depth offset 5m > 10")',
  }),
  "experimental-promql": error({
    title: "PromQL that needs a feature flag",
    why: "Prometheus refuses experimental functions, and with them the whole rule file, unless it is started with a flag.",
    wrong: 'promql("mad_over_time(queue_depth[1h]) > 10")',
    right: 'promql("stddev_over_time(queue_depth[1h]) > 10")',
  }),
  "reads-other-services": warning({
    title: "PromQL text that reads the series of several services",
    why: "Handles are narrowed to their service; text is taken as it is. Where several services expose a metric of that name, one wakes the team of another.",
    wrong: 'promql("max(queue_depth) > 10")',
    right: "promql('max(queue_depth{service=\"checkout\"}) > 10')",
  }),
  "unbounded-label": error({
    title: "A label whose values never end",
    why: "Each value of a label is a series of its own, kept in memory: a label with the id of a user or a request brings Prometheus down.",
    wrong: 'counter("requests_total", { labels: ["route", "user_id"] })',
    right: 'counter("requests_total", { labels: ["route"] })',
  }),
  "cardinality-over-budget": error({
    title: "A metric with too many series",
    why: "The values of its labels multiply, and a histogram has each of them for every bucket.",
    wrong:
      'histogram("duration_seconds", { labels: ["route", "code"], values: { route: […200], code: […40] }, buckets: [0.1, 0.5, 1] })',
    right:
      'nativeHistogram("duration_seconds", { labels: ["route", "code"], values: { route: […200], code: […40] } })',
  }),
  "unknown-team": error({
    title: "A service's team is not in the workspace",
    why: "Alerts are routed by team: those of an unknown team reach nobody.",
    wrong: "defineWorkspace({ teams: [], services: [checkout] })",
    right: "defineWorkspace({ teams: [payments], services: [checkout] })",
  }),
  "shared-log-source": error({
    title: "Two services read the same files or listen on the same port",
    why: "Whose a line is depends on where it was read: every line would be both services', or one could not listen.",
    wrong: 'logs: { format: "syslog", from: syslog({ port: 514, … }) } of two services',
    right: 'logs: { format: "syslog", from: syslog({ port: 514, … }) } of one, and port 1514 of the other',
  }),
  "unknown-retention-class": error({
    title: "A service's lines are of a retention class that the platform does not have",
    why: "Nobody would know how long they are kept.",
    wrong: 'logs: { format: "json", retention: "audits" }',
    right:
      'logs: loki({ retentionClasses: { audit: "400d" }, … }) of the platform, and logs: { format: "json", retention: "audit" }',
  }),
  "unknown-log-field": error({
    title: "A query of log lines reads a field that its contract does not have",
    why: "A line without the field never matches: the query counts nothing, in silence. Lines are read by the collector; their fields are labels without a parser.",
    wrong:
      'logs: { format: "json", fields: { status: { type: "number" } } }, … logEvents({ bad: "| state >= 500", … })',
    right:
      'logs: { format: "json", fields: { status: { type: "number" } } }, … logEvents({ bad: "| status >= 500", … })',
  }),
  "log-field-type": error({
    title: "A query compares a field of log lines with what it cannot be",
    why: "The comparison fails for every line, and the query counts nothing.",
    wrong: 'fields: { order_id: { type: "string" } }, … logEvents({ bad: "| order_id > 7", … })',
    right: 'fields: { amount: { type: "number" } }, … logEvents({ bad: "| amount > 7", … })',
  }),
  "unknown-receiver": error({
    title: "A team is notified through a receiver that the platform does not have",
    why: "Alertmanager refuses a configuration that names an undefined receiver, and keeps the old one.",
    wrong: "definePlatform({ alertmanager: { receivers: [] } }) … notify: { critical: pager }",
    right: "definePlatform({ alertmanager: { receivers: [pager] } }) … notify: { critical: pager }",
  }),
  "unknown-environment": error({
    title: "A definition names an environment that the workspace does not have",
    why: "It would be deployed nowhere.",
    wrong: 'environments: ["prod"]',
    right: 'environments: ["production"]',
  }),
  "unknown-dependency": error({
    title: "A dependency on a service that is not in the workspace",
    why: "Links, inhibition and dependency dashboards would point at nothing.",
    wrong: "defineWorkspace({ services: [checkout] }) … dependsOn: [ordersDatabase]",
    right: "defineWorkspace({ services: [checkout, ordersDatabase] }) … dependsOn: [ordersDatabase]",
  }),
  "team-without-receiver": error({
    title: "A team has no receiver for a severity its services use",
    why: "An alert of that severity would fire and reach no person.",
    wrong: 'defineTeam({ name: "payments", notify: { critical: pager } })',
    right: 'defineTeam({ name: "payments", notify: { critical: pager, warning: chat } })',
  }),
  "storage-not-shared": error({
    title: "More than one Loki replica on a local file system",
    why: "Replicas of Loki read each other's chunks from a shared object store; on local disks each would know only its own.",
    wrong: 'loki({ replicas: 3, storage: { kind: "filesystem", size: "50Gi" } })',
    right: 'loki({ replicas: 3, storage: s3({ bucket: "logs", region: "eu-central-1", … }) })',
  }),
  "dependency-cycle": error({
    title: "Services that depend on each other in a circle",
    why: "An alert of a dependency silences those of the services that need it. In a circle each silences the other, and nobody hears of anything.",
    wrong: 'checkout.dependsOn = ["payments"] … payments.dependsOn = ["checkout"]',
    right: 'checkout.dependsOn = ["payments"]',
  }),
  "window-exceeds-retention": error({
    title: "An SLO's window is longer than Prometheus remembers",
    why: "The events of a window are added up from samples that must still be there; what is forgotten looks like budget that was never spent.",
    wrong: 'prometheus: { retention: "15d" } … availability({ window: "30d", … })',
    right: 'prometheus: { retention: "35d" } … availability({ window: "30d", … })',
  }),
  "timeout-exceeds-interval": error({
    title: "A scrape may take longer than the time to the next one",
    why: "Prometheus refuses a scrape whose timeout is longer than its interval, and with it the whole configuration.",
    wrong: 'kubernetes({ scrapeInterval: "15s", scrapeTimeout: "30s", … })',
    right: 'kubernetes({ scrapeInterval: "30s", scrapeTimeout: "25s", … })',
  }),
  "label-collision": error({
    title: "A metric's label is one that the scrape sets",
    why: "Every series gets labels of its target. One that the service exposes under the same name is renamed to `exported_…`, so a query by the plain name reads something else.",
    wrong: 'counter("requests_total", { labels: ["namespace"] })',
    right: 'counter("requests_total", { labels: ["exported_namespace"] })',
  }),
  "shared-targets": error({
    title: "Two services scrape the same targets",
    why: "Each series would be stored twice, once under either service's name; requests and errors of one would count for the other.",
    wrong: 'selector: { app: "shop" } in both "checkout" and "catalog"',
    right:
      'selector: { app: "shop", component: "checkout" } … selector: { app: "shop", component: "catalog" }',
  }),
  "empty-composite": error({
    title: "A composite SLO of nothing",
    why: "A composite is the weighted mean of other SLOs of its service; the mean of none has no value.",
    wrong: 'composite({ objective: "99.5", of: {} })',
    right: 'composite({ objective: "99.5", of: { availability: 2, latency: 1 } })',
  }),
  "invalid-composite": error({
    title: "A composite SLO of something that it cannot be made of",
    why: "A composite adds up what other SLOs of its service recorded over its own windows. What records no such series, or one for each group, has no ratio to add.",
    wrong:
      'composite({ window: "30d", of: { checkout: 1 } }) … availability({ name: "checkout", window: "7d", … })',
    right:
      'composite({ window: "30d", of: { checkout: 1 } }) … availability({ name: "checkout", window: "30d", … })',
  }),
  "part-not-in-total": error({
    title: "Bad or good events that the total does not count",
    why: "A ratio of events is a share only when what is above the line is counted below it too; otherwise it can pass 1, or stay 0 for ever.",
    wrong:
      'availability({ total: requests.where({ route: "/pay" }), bad: requests.where({ route: "/cart", code: "500" }) })',
    right:
      'availability({ total: requests.where({ route: "/pay" }), bad: requests.where({ route: "/pay", code: "500" }) })',
  }),
  "unknown-tier": error({
    title: "A change of a tier that the policy does not have",
    why: "It would change nothing, and the tier that was meant stays as it is.",
    wrong: "tiers: { slow: false }",
    right: 'tiers: { "ticket-slow": false }',
  }),
  "unreachable-threshold": warning({
    title: "A burn-rate alert that can never fire",
    why: "A tier fires above its factor times the budget. For a low objective that is more than all events, and a total outage stays silent.",
    wrong: 'availability({ objective: "90", … }) with the tier "page-fast": 14.4 times 0.1 is 1.44',
    right: 'availability({ objective: "90", … }) … tiers: { "page-fast": { budget: "1%" } }',
  }),
  "window-too-short": error({
    title: "A window that holds too few scrapes",
    why: "Within fewer than four scrapes, one that failed decides; a budget for less than a day is spent by a single deploy.",
    wrong: 'scrapeInterval: "1m" … { name: "page-fast", long: "1h", short: "3m", … }',
    right: 'scrapeInterval: "15s" … { name: "page-fast", long: "1h", short: "5m", … }',
  }),
  "name-collision": error({
    title: "Two things would get one identifier",
    why: "What is made carries names from definitions. Two things of one name overwrite each other, or are merged in silence, and one of them is lost.",
    wrong: 'sentry({ project: "shop" }) in two services',
    right: 'sentry({ project: "shop-checkout" }) … sentry({ project: "shop-catalog" })',
  }),
  "receiver-too-new": error({
    title: "A receiver that the platform's Alertmanager does not know",
    why: "Alertmanager refuses the whole configuration when one key of it is unknown, and goes on with the old one.",
    wrong: 'alertmanager: { version: "0.28.1", receivers: [mattermost({ … })] }',
    right: 'alertmanager: { version: "0.34.0", receivers: [mattermost({ … })] }',
  }),
  "receiver-end-of-life": warning({
    title: "A receiver whose product ends",
    why: "From that day on its alerts reach nobody, and no error says so beforehand.",
    wrong: 'opsgenie({ name: "pager", apiKey: … })',
    right: 'opsgenie({ name: "pager", apiKey: …, url: "https://api.atlassian.com/jsm/ops/integration/" })',
  }),
  "default-receiver-is-a-machine": warning({
    title: "The default receiver is no person",
    why: "It hears of what no team takes, such as alerts that somebody applied by hand; where nobody looks, they are lost.",
    wrong: 'defaultReceiver: webhook({ name: "archive", … })',
    right: 'defaultReceiver: slack({ name: "platform-chat", … })',
  }),
  "alert-reaches-nobody": error({
    title: "An alert that no route takes to anybody",
    why: "It would fire, show up in Alertmanager, and wake nobody.",
    wrong: 'defineTeam({ name: "payments", notify: { critical: [], warning: chat } })',
    right: 'defineTeam({ name: "payments", notify: { critical: pager, warning: chat } })',
  }),
  "alert-on-default-receiver": warning({
    title: "An alert that only the default receiver hears of",
    why: "The default receiver is for what nobody foresaw; an alert that lands there has no owner who would know what to do.",
    wrong: "defineWorkspace({ teams: [platformTeam], services: [checkout] })",
    right: "defineWorkspace({ teams: [platformTeam, payments], services: [checkout] })",
  }),
  "alert-delivered-twice": warning({
    title: "An alert that reaches one receiver twice",
    why: "Two messages for one fault teach people to look away.",
    wrong: "notify: { critical: [pager, pager] }",
    right: "notify: { critical: pager }",
  }),
  "alert-too-slow": error({
    title: "An alert that can take longer than it may",
    why: "A critical alert is delivered within 30 s of its fault, or within what the alert says; the message names every wait and the longest of them.",
    wrong: 'alert("CheckoutStuck", { severity: "critical", for: "5m", … })',
    right: 'alert("CheckoutStuck", { severity: "critical", for: "5m", deliverWithin: "6m", … })',
  }),
  "unknown-override": error({
    title: "An override of an alert that the service does not have",
    why: "It would change nothing, and what it should have kept quiet goes on.",
    wrong: 'overrides: [override("ErrorBudgetBurn/availability/fast", { disable: true, reason: … })]',
    right: 'overrides: [override("ErrorBudgetBurn/availability/page-fast", { disable: true, reason: … })]',
  }),
  "quiet-without-reason": error({
    title: "A service that is quiet while something else is down, for no reason",
    why: "Its alerts would be kept back by something that does not concern it, or by an alert that never fires.",
    wrong: "dependsOn: [], quietWhileDown: [ordersDatabase]",
    right: "dependsOn: [ordersDatabase], quietWhileDown: [ordersDatabase]",
  }),
  "unreadable-dashboard": error({
    title: "A dashboard file that cannot be read",
    why: "What is not in the workspace's folder is not reviewed with it, and what is no dashboard would fail at apply.",
    wrong: 'dashboards: [dashboardFile("../../tmp/queue.json")]',
    right: 'dashboards: [dashboardFile("dashboards/queue.json")]',
  }),
  "unknown-data-source": error({
    title: "A dashboard that asks a data source which the platform does not have",
    why: "Uids of data sources are another Grafana's own: every panel would say that its data source was not found.",
    wrong: '"datasource": { "type": "prometheus", "uid": "PBFA97CFB590B2093" }',
    right: '"datasource": { "type": "prometheus", "uid": "${datasource}" }',
  }),
  "unknown-variable": error({
    title: "A query that reads a variable which its dashboard does not have",
    why: "Grafana leaves the text as it is, and the query finds nothing.",
    wrong: 'up{job="$jbo"} with a variable called job',
    right: 'up{job="$job"}',
  }),
  "dashboard-input-missing": error({
    title: "An input of a shared dashboard that nobody fills in",
    why: "A dashboard exported to be shared asks whoever imports it; Terraform has nobody to ask.",
    wrong: 'dashboardFile("kafka.json") whose __inputs name VAR_CLUSTER',
    right: 'dashboardFile("kafka.json", { inputs: { VAR_CLUSTER: "eu" } })',
  }),
  "unknown-library-panel": error({
    title: "A dashboard with a panel of another Grafana's library",
    why: "The panel itself is not in the file, and this Grafana does not have it.",
    wrong: '"libraryPanel": { "uid": "de1x", "name": "Requests" }',
    right: 'the panel itself, after "Unlink library panel" in Grafana',
  }),
  "secret-in-dashboard": error({
    title: "A dashboard file that holds a credential",
    why: "It is in the repository for everybody who reads it, and in Terraform's state and plan. Change it, then take it out.",
    wrong: '"url": "https://admin:hunter2@grafana.example/api"',
    right: '"url": "https://grafana.example/api"',
  }),
  "dashboard-convention": warning({
    title: "A dashboard that does not keep what the generated ones keep",
    why: "Without a description nobody knows what to do; ids that two panels share break links; a rate over a fixed window skips data when somebody looks at weeks.",
    wrong: 'rate(http_requests_total{job="$job"}[5m])',
    right: 'rate(http_requests_total{job="$job"}[$__rate_interval])',
  }),
  "dead-route": error({
    title: "A route that no alert can reach",
    why: "Whoever it leads to believes to be told and never is.",
    wrong: "two routes for the same alerts, the first without `continue`",
    right: "one route for each set of alerts",
  }),
} as const satisfies Record<string, DiagnosticCodeInfo>;

/** A stable code of a diagnostic. */
export type DiagnosticCode = keyof typeof diagnosticCodes;
