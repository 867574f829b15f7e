import { error, warning } from "./info.ts";

/** Codes of queries that cannot be read, or do not mean what they say. */
export const queriesCodes = {
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
    wrong: 'bad: "| status >="',
    right: 'bad: "| status >= 500"',
  }),
  "rate-window-too-short": error({
    title: "A rate over fewer than four scrapes",
    why: "A rate needs two samples in its window. With room for fewer than four scrapes, one that fails or comes late leaves a gap, and the alert resolves and fires again.",
    wrong: 'scrapeInterval: "1m" … requests.rate("2m")',
    right: 'scrapeInterval: "1m" … requests.rate("5m")',
  }),
  "window-without-samples": error({
    title: "A window that is shorter than the time between two scrapes",
    why: "Between two scrapes such a window is empty: there is no result at most evaluations, and an alert comes and goes.",
    wrong: 'scrapeInterval: "1m" … promql("max_over_time(queue_depth[30s]) > 10")',
    right: 'scrapeInterval: "1m" … promql("max_over_time(queue_depth[2m]) > 10")',
  }),
  "selects-nothing": error({
    title: "A selector that no series can fulfil",
    why: "Of one label a series has one value: matchers that ask for two find nothing, and the alert never fires.",
    wrong: 'promql(\'queue_depth{queue="orders", queue="mails"} > 10\')',
    right: "promql('queue_depth{queue=~\"orders|mails\"} > 10')",
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
    title: "A function of histograms, of something that is none",
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
  "regex-without-pattern": warning({
    title: "A regular expression without a pattern",
    why: "Prometheus anchors expressions at both ends, so that plain text matches itself and nothing that contains it; mostly something else was meant.",
    wrong: "where({ route: /orders/ })",
    right: 'where({ route: "/orders" })',
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
} as const;
