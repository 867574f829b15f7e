import { describe, expect, it } from "vitest";
import { sloMetrics } from "../../src/checks/slo-metrics.ts";
import {
  availability,
  counter,
  gauge,
  histogram,
  info,
  latency,
  nativeHistogram,
  uptime,
} from "../../src/definitions/index.ts";
import { draftOf, serviceOf, servicesOf, untyped } from "../support/definitions.ts";

const metrics = {
  counter: counter("requests_total"),
  gauge: gauge("queue_depth"),
  histogram: histogram("duration_seconds", { buckets: [1] }),
  info: info("build_info"),
  native: nativeHistogram("rpc_seconds"),
};

describe("an SLO on a metric of another kind", () => {
  const service = serviceOf<typeof metrics>({
    metrics,
    slos: (handles) =>
      Object.entries(handles).flatMap(([key, handle]) => [
        availability({ name: `count-${key}`, objective: "99", total: untyped(handle), bad: { code: "500" } }),
        latency({ name: `time-${key}`, objective: "99", of: untyped(handle), within: "1s" }),
        uptime({ name: `up-${key}`, objective: "99", of: untyped(handle) }),
      ]),
  });
  const diagnostics = sloMetrics(draftOf(servicesOf(service)));

  it("is told", () => {
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(["wrong-metric-kind"]));
    expect(diagnostics.map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        ""time-counter" needs a histogram, and requests_total is a counter",
        ""up-counter" needs a gauge, and requests_total is a counter",
        ""count-gauge" needs a counter, and queue_depth is a gauge",
        ""time-gauge" needs a histogram, and queue_depth is a gauge",
        ""count-histogram" needs a counter, and duration_seconds is a histogram",
        ""up-histogram" needs a gauge, and duration_seconds is a histogram",
        ""count-info" needs a counter, and build_info is an info metric",
        ""time-info" needs a histogram, and build_info is an info metric",
        ""up-info" needs a gauge, and build_info is an info metric",
        ""count-native" needs a counter, and rpc_seconds is a native histogram",
        ""up-native" needs a gauge, and rpc_seconds is a native histogram",
      ]
    `);
  });

  it("is told with what there is for it", () => {
    const hints = diagnostics.filter(({ path }) => path.includes("count-")).map(({ hint }) => hint);
    expect(hints[0]).toContain("timeSlices()");
    expect(hints[1]).toContain("`.count()`");
  });

  it("is none where a histogram's observations are counted", () => {
    const counting = serviceOf<typeof metrics>({
      metrics,
      slos: (handles) => [
        availability({ objective: "99", total: handles.histogram.count(), bad: handles.counter }),
      ],
    });
    expect(sloMetrics(draftOf(servicesOf(counting)))).toEqual([]);
  });
});
