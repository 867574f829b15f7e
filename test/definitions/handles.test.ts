import { describe, expect, it } from "vitest";
import { metricHandles } from "../../src/definitions/handles.ts";
import { counter, gauge, histogram, info, nativeHistogram, not } from "../../src/definitions/index.ts";
import { printPromql } from "../../src/query/promql/index.ts";

const { requests, depth, free, backup, duration, calls, build } = metricHandles({
  requests: counter("requests_total", { labels: ["code", "route"] }),
  depth: gauge("queue_depth", { labels: ["queue"] }),
  free: gauge("disk_free_bytes"),
  backup: gauge("backup_timestamp_seconds"),
  duration: histogram("duration_seconds", { labels: ["route"], buckets: [0.1, 1] }),
  calls: nativeHistogram("call_seconds", { labels: ["method"] }),
  build: info("build_info", { labels: ["version"] }),
});

describe("handles", () => {
  it.each([
    [
      requests
        .rate("5m")
        .sum({ by: ["route"] })
        .above(10),
      "sum by (route) (rate(requests_total[5m])) > 10",
    ],
    [
      requests.where({ code: /5../ }).increase("1h").sum().atLeast(1),
      'sum(increase(requests_total{code=~"5.."}[1h])) >= 1',
    ],
    [
      requests
        .where({ code: not(["500", "503"]) })
        .where({ route: "/" })
        .rate("5m")
        .above(0),
      'rate(requests_total{code!~"500|503",route="/"}[5m]) > 0',
    ],
    [
      requests.where({ code: "500" }).rate("5m").sum().dividedBy(requests.rate("5m").sum()).above(0.05),
      'sum(rate(requests_total{code="500"}[5m])) / sum(rate(requests_total[5m])) > 0.05',
    ],
    [depth.value().below(1), "queue_depth < 1"],
    [depth.max({ by: ["queue", "pod"] }).above(1), "max by (queue, pod) (queue_depth) > 1"],
    [depth.min().atMost(0), "min(queue_depth) <= 0"],
    [depth.avg().above(1), "avg(queue_depth) > 1"],
    [depth.averageOver("5m").sum().above(1), "sum(avg_over_time(queue_depth[5m])) > 1"],
    [depth.maxOver("5m").above(1), "max_over_time(queue_depth[5m]) > 1"],
    [depth.minOver("5m").above(1), "min_over_time(queue_depth[5m]) > 1"],
    [depth.change("1h").above(1e6), "delta(queue_depth[1h]) > 1000000"],
    [free.forecast("6h", 86_400).below(0), "predict_linear(disk_free_bytes[6h], 86400) < 0"],
    [backup.age().max().above(90_000), "max(time() - backup_timestamp_seconds) > 90000"],
    [
      duration.quantile(0.99, "5m", { by: ["route"] }).above(1),
      "histogram_quantile(0.99, sum by (le, route) (rate(duration_seconds_bucket[5m]))) > 1",
    ],
    [
      duration.where({ route: "/" }).mean("5m").above(1),
      'sum(rate(duration_seconds_sum{route="/"}[5m])) / sum(rate(duration_seconds_count{route="/"}[5m])) > 1',
    ],
    [duration.rate("5m").sum().above(1), "sum(rate(duration_seconds_count[5m])) > 1"],
    [calls.quantile(0.5, "5m").above(1), "histogram_quantile(0.5, sum(rate(call_seconds[5m]))) > 1"],
    [
      calls
        .where({ method: "Get" })
        .mean("5m", { by: ["method"] })
        .above(1),
      'histogram_avg(sum by (method) (rate(call_seconds{method="Get"}[5m]))) > 1',
    ],
    [calls.rate("5m").sum().below(1), "sum(histogram_count(rate(call_seconds[5m]))) < 1"],
  ])("make conditions", ({ expr }, text) => {
    expect(printPromql(expr)).toBe(text);
  });

  it("are not changed by being narrowed", () => {
    requests.where({ code: "500" });
    expect(requests.matchers).toEqual([]);
    expect(build).toMatchObject({ kind: "info", metric: "build_info" });
  });
});
