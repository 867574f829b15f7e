import { describe, expect, it } from "vitest";
import { metricHandles } from "../../src/definitions/handles.ts";
import { allOf, anyOf, counter, gauge, histogram, nativeHistogram } from "../../src/definitions/index.ts";
import { thresholdNumber } from "../../src/definitions/unit.ts";
import { printPromql } from "../../src/query/promql/index.ts";

const { lag, heap, used, depth, requests, cpu, duration, rpc, custom } = metricHandles({
  lag: gauge("replication_lag_seconds"),
  heap: gauge("heap_used_bytes", { labels: ["area"] }),
  used: gauge("disk_used_ratio"),
  depth: gauge("queue_depth"),
  custom: gauge("answer_time", { unit: "seconds" }),
  requests: counter("requests_total", { labels: ["route", "code"] }),
  cpu: counter("process_cpu_seconds_total"),
  duration: histogram("duration_seconds", { labels: ["route"], buckets: [0.1, 0.3, 1] }),
  rpc: nativeHistogram("rpc_seconds"),
});

const printed = ({ expr }: { readonly expr: Parameters<typeof printPromql>[0] }) => printPromql(expr);

describe("thresholds", () => {
  it("are written in the unit of what they are compared with", () => {
    expect(printed(lag.max().above("1500ms"))).toBe("max(replication_lag_seconds) > 1.5");
    expect(printed(lag.value().above("2.5m"))).toBe("replication_lag_seconds > 150");
    expect(printed(custom.value().above("1h"))).toBe("answer_time > 3600");
    expect(printed(heap.sum({ by: ["area"] }).above("1.5GiB"))).toBe(
      "sum by (area) (heap_used_bytes) > 1610612736",
    );
    expect(printed(used.max().atLeast("7%"))).toBe("max(disk_used_ratio) >= 0.07");
    expect(printed(cpu.rate("5m").above("90%"))).toBe("rate(process_cpu_seconds_total[5m]) > 0.9");
    expect(printed(duration.quantile(0.99, "5m").above("300ms"))).toBe(
      "histogram_quantile(0.99, sum by (le) (rate(duration_seconds_bucket[5m]))) > 0.3",
    );
    expect(printed(heap.sum().dividedBy(heap.max()).below("5%"))).toBe(
      "sum(heap_used_bytes) / max(heap_used_bytes) < 0.05",
    );
  });

  it("in another unit do not compile", () => {
    // @ts-expect-error: seconds are not bytes
    lag.max().above("2GiB");
    // @ts-expect-error: bytes are not seconds
    heap.sum().above("300ms");
    // @ts-expect-error: a depth has no unit
    depth.max().above("5%");
    // @ts-expect-error: a rate of requests is no duration
    requests.rate("5m").above("1s");
    // @ts-expect-error: the rate of seconds is a share, not a duration
    cpu.rate("5m").above("1s");
    // @ts-expect-error: no unit is called so
    lag.max().above("5 minutes");
  });

  it("hold what a number says, however it is written", () => {
    const cases: readonly (readonly [number | string, number])[] = [
      [3, 3],
      ["0.1%", 0.001],
      ["70%", 0.7],
      ["1KB", 1_000],
      ["1KiB", 1_024],
      ["0.5m", 30],
      ["1d", 86_400],
    ];
    expect(cases.map(([text]) => thresholdNumber(text).value)).toEqual(cases.map(([, value]) => value));
    expect(thresholdNumber("soon")).toEqual({ value: "soon" });
  });
});

describe("handles", () => {
  it("have no rate of a gauge", () => {
    // @ts-expect-error: a gauge does not count
    expect(depth.rate).toBeUndefined();
    // @ts-expect-error: a counter has no value to compare
    expect(requests.value).toBeUndefined();
  });

  it("take quantiles from 0 to 1", () => {
    expect(printed(rpc.quantile(0.5, "5m").above(1))).toContain("histogram_quantile(0.5, ");
    const share: number = 0.25;
    expect(printed(rpc.quantile(share, "5m").above(1))).toContain("histogram_quantile(0.25, ");
    // @ts-expect-error: 99 % is 0.99
    duration.quantile(99, "5m");
    // @ts-expect-error: above 1
    rpc.quantile(1.5, "5m");
    // @ts-expect-error: below 0
    rpc.quantile(-0.5, "5m");
  });

  it("know their labels", () => {
    // @ts-expect-error: the metric has no such label
    requests.where({ status: "500" });
    // @ts-expect-error: nor can it be grouped by
    heap.sum({ by: ["name"] });
  });

  it("say what part of events some are", () => {
    const failed = requests.where({ code: /5../ });
    expect(printed(failed.shareOf(requests, "5m", { by: ["route"] }).above("5%"))).toBe(
      'sum by (route) (rate(requests_total{code=~"5.."}[5m])) / sum by (route) (rate(requests_total[5m])) > 0.05',
    );
    expect(printed(duration.shareWithin(1, "5m").below("99%"))).toBe(
      'sum(rate(duration_seconds_bucket{le=~"1(\\\\.0)?"}[5m])) / sum(rate(duration_seconds_count[5m])) < 0.99',
    );
    // @ts-expect-error: no bucket ends there
    duration.shareWithin(0.5, "5m");
  });

  it("say that nothing is there, and join conditions", () => {
    expect(printed(depth.absent())).toBe("absent(queue_depth) == 1");
    const [busy, late] = [depth.max().above(10), lag.max().above("5s")];
    expect(printed(allOf(busy, late))).toBe("max(queue_depth) > 10 and max(replication_lag_seconds) > 5");
    expect(printed(anyOf(busy, late, depth.absent()))).toBe(
      "max(queue_depth) > 10 or max(replication_lag_seconds) > 5 or absent(queue_depth) == 1",
    );
  });
});
