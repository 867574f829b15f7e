import { describe, expect, it } from "vitest";
import { alert, gauge, promql } from "../../../src/definitions/index.ts";
import type { DiagnosticCode } from "../../../src/diagnostics/index.ts";
import { diagnose, serviceOf, servicesOf, untyped } from "../../support/definitions.ts";
import { codesOf, diagnoseAlert } from "./conditions.ts";

/** By code: conditions that are wrong, and the same put right. */
const planted: readonly (readonly [DiagnosticCode, string, string])[] = [
  ["invalid-promql", "sum(rate(requests_total[5m]) > 10", "sum(rate(requests_total[5m])) > 10"],
  ["invalid-promql", "rate(requests_total) > 10", "rate(requests_total[5m]) > 10"],
  ["invalid-promql", "rat(requests_total[5m]) > 10", "rate(requests_total[5m]) > 10"],
  ["invalid-promql", "queue_depth[5m]", "max_over_time(queue_depth[5m]) > 1"],
  ["invalid-promql", "topk(queue_depth) > 1", "topk(1, queue_depth) > 1"],
  ["invalid-regex", 'queue_depth{queue=~"(?!a)b.*"} > 1', 'queue_depth{queue!~"a.*"} > 1'],
  ["invalid-regex", 'queue_depth{queue=~"a(.*"} > 1', 'queue_depth{queue=~"a(.*)"} > 1'],
  ["unknown-metric", "queue_dept > 1", "queue_depth > 1"],
  ["unknown-metric", "rate(duration_seconds[5m]) > 1", "rate(duration_seconds_count[5m]) > 1"],
  ["unknown-recording-rule", "queue:depth:max > 1", "max by (queue) (queue_depth) > 1"],
  ["unknown-label", 'queue_depth{name="a"} > 1', 'queue_depth{queue="a"} > 1'],
  ["unknown-label", "sum by (name) (queue_depth) > 1", "sum by (queue) (queue_depth) > 1"],
  [
    "unknown-label",
    "queue_depth / on (name) queue_consumers > 1",
    "queue_depth / on (queue) (queue_consumers > 0) > 1",
  ],
  [
    "unknown-label-value",
    'rate(deliveries_total{outcome="error"}[5m]) > 1',
    'rate(deliveries_total{outcome="failed"}[5m]) > 1',
  ],
  [
    "unknown-label-value",
    'rate(deliveries_total{outcome=~"failed|late"}[5m]) > 1',
    'rate(deliveries_total{outcome=~"failed|delayed"}[5m]) > 1',
  ],
  [
    "unknown-bucket",
    'rate(duration_seconds_bucket{le="0.3"}[5m]) > 1',
    'rate(duration_seconds_bucket{le="0.5"}[5m]) > 1',
  ],
  ["unknown-alert", 'ALERTS{alertname="Nope"}', 'ALERTS{alertname="KubePodNotReady"}'],
  ["unknown-alert", 'ALERTS{alertname="ServiceDwn"}', 'ALERTS{alertname="ServiceDown"}'],
  ["alert-reads-itself", 'ALERTS{alertname="A"}', 'ALERTS{alertname="Watchdog"}'],
  ["rate-window-too-short", "rate(starts_total[30s]) > 1", "rate(starts_total[1m]) > 1"],
  ["rate-of-gauge", "rate(queue_depth[5m]) > 1", "delta(queue_depth[5m]) > 1"],
  [
    "rate-of-gauge",
    "rate(rate(starts_total[5m])[10m:]) > 1",
    "max_over_time(rate(starts_total[5m])[10m:]) > 1",
  ],
  ["rate-after-aggregation", "rate(sum(starts_total)[5m:]) > 1", "sum(rate(starts_total[5m])) > 1"],
  ["delta-of-counter", "delta(starts_total[5m]) > 1", "increase(starts_total[5m]) > 1"],
  ["counter-without-rate", "starts_total > 100", "increase(starts_total[5m]) > 100"],
  ["counter-without-rate", "sum(requests_total) > 100", "sum(increase(requests_total[5m])) > 100"],
  [
    "counter-without-rate",
    "histogram_quantile(0.9, sum by (le) (duration_seconds_bucket)) > 1",
    "histogram_quantile(0.9, sum by (le) (rate(duration_seconds_bucket[5m]))) > 1",
  ],
  ["irate-in-alert", "irate(starts_total[5m]) > 1", "rate(starts_total[5m]) > 1"],
  [
    "quantile-without-le",
    "histogram_quantile(0.9, sum by (route) (rate(duration_seconds_bucket[5m]))) > 1",
    "histogram_quantile(0.9, sum by (le, route) (rate(duration_seconds_bucket[5m]))) > 1",
  ],
  [
    "quantile-of-no-histogram",
    "histogram_quantile(0.9, rate(duration_seconds_sum[5m])) > 1",
    "histogram_quantile(0.9, rate(rpc_duration_seconds[5m])) > 1",
  ],
  [
    "quantile-out-of-range",
    "histogram_quantile(99, sum by (le) (rate(duration_seconds_bucket[5m]))) > 1",
    "histogram_quantile(0.99, sum by (le) (rate(duration_seconds_bucket[5m]))) > 1",
  ],
  [
    "quantile-out-of-range",
    "quantile_over_time(95, queue_depth[5m]) > 1",
    "quantile_over_time(0.95, queue_depth[5m]) > 1",
  ],
  [
    "average-of-averages",
    "avg(histogram_quantile(0.9, sum by (le, route) (rate(duration_seconds_bucket[5m])))) > 1",
    "max(histogram_quantile(0.9, sum by (le, route) (rate(duration_seconds_bucket[5m])))) > 1",
  ],
  [
    "average-of-averages",
    "avg(rate(duration_seconds_sum[5m]) / rate(duration_seconds_count[5m])) > 1",
    "sum(rate(duration_seconds_sum[5m])) / sum(rate(duration_seconds_count[5m])) > 1",
  ],
  ["average-of-averages", "avg(gc_duration_seconds) > 1", "max(gc_duration_seconds) > 1"],
  ["condition-without-comparison", "sum(rate(requests_total[5m]))", "sum(rate(requests_total[5m])) > 1"],
  ["condition-without-comparison", "queue_depth > bool 5", "queue_depth > 5"],
  [
    "condition-without-comparison",
    "queue_depth > 5 or memory_used_bytes",
    "queue_depth > 5 or memory_used_bytes > 5",
  ],
  ["condition-without-comparison", "vector(1)", "absent(up)"],
  ["condition-never-holds", "count(up == 0) < 1", "count(up == 0) > 1"],
  ["condition-never-holds", "up > 1", "up < 1"],
  [
    "condition-never-holds",
    "histogram_quantile(0.9, sum by (le) (rate(duration_seconds_bucket[5m]))) > 10",
    "histogram_quantile(0.9, sum by (le) (rate(duration_seconds_bucket[5m]))) > 3",
  ],
  [
    "condition-never-holds",
    'sum(rate(requests_total{code=~"5.."}[5m])) / sum(rate(requests_total[5m])) > 5',
    'sum(rate(requests_total{code=~"5.."}[5m])) / sum(rate(requests_total[5m])) > 0.05',
  ],
  ["condition-never-holds", "hour() > 24", "hour() > 22 and on () queue_depth > 1"],
  ["condition-always-holds", "rate(starts_total[5m]) >= 0", "rate(starts_total[5m]) > 0"],
  ["condition-always-holds", "build_info == 1", "count by (version) (build_info) > 1"],
  [
    "unit-mismatch",
    "replication_lag_seconds > memory_limit_bytes",
    "sum without (area) (memory_used_bytes) > memory_limit_bytes",
  ],
  ["unit-mismatch", "last_backup_timestamp_seconds > 3600", "time() - last_backup_timestamp_seconds > 3600"],
  [
    "unit-mismatch",
    "sum(memory_used_bytes) / sum(memory_limit_bytes) > 90",
    "sum(memory_used_bytes) / sum(memory_limit_bytes) > 0.9",
  ],
  ["unit-mismatch", "load_percent > 0.9", "load_percent > 90"],
  [
    "unit-mismatch",
    "replication_lag_seconds + memory_limit_bytes > 5",
    "memory_limit_bytes - sum without (area) (memory_used_bytes) > 5",
  ],
  ["unit-mismatch", "memory_used_bytes > 5m", "replication_lag_seconds > 5m"],
  ["absent-of-lazy-series", 'absent(requests_total{code="500"})', "absent(starts_total)"],
  ["division-by-zero", "queue_depth / queue_consumers > 100", "queue_depth / (queue_consumers > 0) > 100"],
  [
    "division-by-zero",
    "replication_lag_seconds / (memory_limit_bytes - memory_limit_bytes) > 100",
    "replication_lag_seconds / (memory_limit_bytes - memory_limit_bytes > 0) > 100",
  ],
  [
    "matching-finds-nothing",
    "sum by (route) (rate(requests_total[5m])) / sum(rate(requests_total[5m])) > 0.5",
    "sum by (route) (rate(requests_total[5m])) / on () group_left () sum(rate(requests_total[5m])) > 0.5",
  ],
  [
    "matching-multiplies-series",
    "memory_used_bytes / on (pod) memory_limit_bytes > 0.9",
    "memory_used_bytes / on (pod) group_left () memory_limit_bytes > 0.9",
  ],
  [
    "matching-multiplies-series",
    "memory_used_bytes / on (pod) memory_limit_bytes > 0.9",
    'memory_used_bytes{area="heap"} / on (pod) memory_limit_bytes > 0.9',
  ],
  ["regex-without-pattern", 'queue_depth{queue=~"orders"} > 1', 'queue_depth{queue="orders"} > 1'],
  ["longer-than-retention", "increase(starts_total[60d]) > 1", "increase(starts_total[30d]) > 1"],
  [
    "longer-than-retention",
    "max_over_time(rate(starts_total[1h])[20d:1h] offset 30d) > 1",
    "max_over_time(rate(starts_total[1h])[20d:1h] offset 10d) > 1",
  ],
  ["fixed-moment", "queue_depth @ 1700000000 > 10", "queue_depth > 10"],
  ["looks-ahead", "queue_depth offset -5m > 10", "queue_depth offset 5m > 10"],
  ["selects-nothing", 'queue_depth{queue="a", queue="b"} > 1', 'queue_depth{queue=~"a|b"} > 1'],
  ["selects-nothing", 'queue_depth{queue="a", queue!="a"} > 1', 'queue_depth{queue="a", queue!="b"} > 1'],
  [
    "selects-nothing",
    'queue_depth{queue=~"b.*", queue="a"} > 1',
    'queue_depth{queue=~"b.*", queue="ba"} > 1',
  ],
  [
    "condition-never-holds",
    "queue_depth > 10 and queue_depth < 5",
    "queue_depth > 5 and queue_depth < 10 and queue_depth != 7",
  ],
  [
    "condition-never-holds",
    "queue_depth > 10 and queue_depth <= 10",
    "queue_depth >= 10 and queue_depth <= 10",
  ],
  [
    "condition-never-holds",
    "queue_depth < 5 and on (pod) queue_depth > 10 and queue_consumers > 1 and queue_consumers < 1",
    "queue_depth < 5 and on (pod) queue_depth > 10",
  ],
  [
    "condition-never-holds",
    "queue_depth > 1 unless queue_depth > 1",
    "queue_depth > 1 unless queue_consumers > 1",
  ],
  [
    "condition-never-holds",
    "rate(rpc_duration_seconds[5m]) > 1",
    "histogram_avg(rate(rpc_duration_seconds[5m])) > 1",
  ],
  [
    "counter-without-rate",
    "histogram_quantile(0.9, rpc_duration_seconds) > 1",
    "histogram_quantile(0.9, sum(rate(rpc_duration_seconds[5m]))) > 1",
  ],
  [
    "quantile-of-no-histogram",
    "histogram_count(rate(duration_seconds_bucket[5m])) > 1",
    "histogram_count(rate(rpc_duration_seconds[5m])) > 1",
  ],
  [
    "unknown-bucket",
    'rate(duration_seconds_bucket{le=~"0\\\\.5|0.3"}[5m]) > 1',
    'rate(duration_seconds_bucket{le=~"0\\\\.5|1|\\\\+Inf|1.*"}[5m]) > 1',
  ],
  [
    "unknown-label",
    'label_replace(queue_depth, "name", "$1", "queu", "(.*)") > 1',
    'label_replace(queue_depth, "name", "all", "", "") > 1',
  ],
  ["unknown-label", "queue_depth > ignoring (name) queue_consumers", "queue_depth > queue_consumers"],
  [
    "quantile-of-no-histogram",
    "histogram_quantile(0.9, rate(duration_seconds_count[5m]) * 2) > 1",
    "histogram_quantile(0.9, sum by (le) (rate(duration_seconds_bucket[5m]) * 2)) > 1",
  ],
  [
    "quantile-of-no-histogram",
    "histogram_count(rate(rpc_duration_seconds[5m]) / rate(rpc_duration_seconds[5m])) > 1",
    "histogram_count(2 * rate(rpc_duration_seconds[5m]) + rate(rpc_duration_seconds[5m])) > 1",
  ],
  ["window-without-samples", "max_over_time(queue_depth[10s]) > 1", "max_over_time(queue_depth[15s]) > 1"],
  ["rate-window-too-short", "changes(queue_depth[30s]) > 1", "changes(queue_depth[1m]) > 1"],
  ["experimental-promql", "mad_over_time(queue_depth[1h]) > 10", "stddev_over_time(queue_depth[1h]) > 10"],
];

describe("a planted mistake in PromQL", () => {
  it.each(planted)("%s: %s", (code, wrong, right) => {
    expect(codesOf(wrong)).toContain(code);
    expect(codesOf(right)).toEqual([]);
  });

  it("is found in conditions made of handles as well", () => {
    expect(codesOf(({ starts }) => starts.rate("30s").above(1))).toEqual(["rate-window-too-short"]);
    expect(
      codesOf(({ depth }) =>
        depth
          .where({ queue: /orders/ })
          .value()
          .above(1),
      ),
    ).toEqual(["regex-without-pattern"]);
    expect(codesOf(({ memory }) => memory.max().above(untyped("300ms")))).toEqual(["unit-mismatch"]);
    expect(codesOf(({ duration }) => duration.quantile(0.9, "5m").above(10))).toEqual([
      "condition-never-holds",
    ]);
    expect(codesOf(({ memory, lag }) => memory.sum().dividedBy(lag.value()).above(1))).toEqual([
      "matching-finds-nothing",
    ]);
  });

  it("says where it is", () => {
    const said = [
      'on_call > 5\n  and rate(starts_total{job="a"}[30s]) > 1',
      "sum(rate(requests_total[5m]) > 1",
      'sum by (route) (rate(requests_total{status="500"}[5m])) > 1',
    ].flatMap((text) => diagnoseAlert(text).map(({ message }) => message));
    expect(said.join("\n")).toMatchInlineSnapshot(`
      "a window of 30s holds fewer than 4 scrapes: one comes every 15s in "production", in \`rate(starts_total{job="a"}[30s])\` (line 2, column 7)
      nobody declares a metric "on_call" (line 1, column 1)
      the expression ends too early (column 33): sum(rate(requests_total[5m]) > 1
      requests_total has no label "status" (column 37)"
    `);
  });
});

describe("matchers that exclude each other", () => {
  const hints = (text: string) => diagnoseAlert(text).map(({ hint }) => hint);

  it("are told with what asks for either, where that is what was meant", () => {
    expect(hints('queue_depth{queue="a.b", queue="c"} > 1')).toEqual([
      'Leave one out, or ask for either: queue=~"a\\\\.b|c".',
    ]);
    expect(hints('queue_depth{queue="a", queue!="a"} > 1')).toEqual(["Leave one out."]);
  });
});

describe("PromQL text where several services expose a metric", () => {
  const of = (text: string) => {
    const depth = { depth: gauge("queue_depth") };
    const reader = serviceOf({
      metrics: depth,
      alerts: [alert("A", { when: promql(text), severity: "warning", summary: "a" })],
    });
    return diagnose(servicesOf(reader, serviceOf({ name: "other", metrics: depth }))).map(({ code }) => code);
  };

  it("says whose series are meant", () => {
    expect(of("max(queue_depth) > 1")).toEqual(["reads-other-services"]);
    expect(of('max(queue_depth{service="checkout"}) > 1')).toEqual([]);
  });
});

describe("a planted mistake in a template", () => {
  const depth = "max by (queue) (queue_depth) > 1";
  it.each([
    ["template-label-dropped", depth, "{{ $labels.pod }} is full", "{{ $labels.queue }} is full"],
    ["template-label-dropped", depth, "{{ .Labels.pod }} is full", "{{ .Labels.queue }} is full"],
    [
      "template-label-dropped",
      depth,
      '{{ index $labels "pod" }} is full',
      '{{ index $labels "queue" }} is full',
    ],
    ["invalid-template", depth, "{{ $value | humanise }}", "{{ $value | humanize }}"],
    ["invalid-template", depth, "{{ $label.queue }}", "{{ $labels.queue }}"],
    ["invalid-template", depth, "{{ .CommonLabels.queue }}", "{{ .Labels.queue }}"],
    [
      "invalid-template",
      depth,
      "{{ (index .Alerts 0).Labels.queue }}",
      "{{ with $labels }}{{ .queue }}{{ end }}",
    ],
    [
      "template-label-dropped",
      depth,
      "in {{ $externalLabels.cluster }}",
      "in {{ $externalLabels.environment }}",
    ],
    ["invalid-template", depth, "{{ $value", "{{ $value }}"],
    ["invalid-template", depth, "{{ if $value }}a", "{{ if $value }}a{{ end }}"],
    [
      "template-unit",
      "replication_lag_seconds > 5",
      "{{ $value | humanizePercentage }}",
      "{{ $value | humanizeDuration }}",
    ],
    ["template-unit", "memory_used_bytes > 5", "{{ humanizeDuration $value }}", "{{ humanize1024 $value }}"],
  ] as const)("%s: %s, %s", (code, when, wrong, right) => {
    expect(codesOf(when, { summary: wrong })).toEqual([code]);
    expect(codesOf(when, { description: wrong })).toEqual([code]);
    expect(codesOf(when, { labels: { place: wrong } })).toEqual([code]);
    expect(codesOf(when, { summary: right })).toEqual([]);
  });

  it("knows what a label that is made in the expression is called", () => {
    const when = 'label_replace(max by (queue) (queue_depth), "name", "$1", "queue", "(.*)") > 1';
    expect(codesOf(when, { summary: '{{ $labels.name }} {{ printf "%.2f" $value }} {{ "{{" }}' })).toEqual(
      [],
    );
  });
});
