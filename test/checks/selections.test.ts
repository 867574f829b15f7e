import { describe, expect, it } from "vitest";
import {
  type Alert,
  alert,
  availability,
  counter,
  gauge,
  histogram,
  type LabelConditions,
  type MetricHandles,
  nativeHistogram,
} from "../../src/definitions/index.ts";
import { diagnose, serviceOf, servicesOf, untyped } from "../support/definitions.ts";

const metrics = {
  requests: counter("requests_total", { labels: ["route", "code"] }),
  depth: gauge("queue_depth"),
  duration: histogram("duration_seconds", { labels: ["route"], buckets: [0.1, 1, 5] }),
  calls: nativeHistogram("call_duration_seconds", { labels: ["method"] }),
};

const bad = (conditions: LabelConditions) =>
  diagnose(
    servicesOf(
      serviceOf({
        metrics,
        slos: ({ requests }) => [
          availability({ objective: "99", total: requests, bad: untyped(conditions) }),
        ],
      }),
    ),
  ).map(({ code, message }) => [code, message]);

const when = (condition: (handles: MetricHandles<typeof metrics>) => Alert["when"]) =>
  diagnose(
    servicesOf(
      serviceOf({
        metrics,
        alerts: (handles) => [alert("A", { when: condition(handles), severity: "warning", summary: "a" })],
      }),
    ),
  ).map(({ code, message }) => [code, message]);

describe("what SLOs and alerts read", () => {
  it("has labels that the metric has", () => {
    expect(bad({ status: /5../ })).toEqual([["unknown-label", 'requests_total has no label "status"']]);
    expect(
      when(({ depth }) =>
        depth
          .where(untyped({ queue: "a" }))
          .value()
          .above(1),
      ),
    ).toEqual([["unknown-label", 'queue_depth has no label "queue"']]);
  });

  it("may have labels of the target", () => {
    expect(bad({ pod: "a", code: "500" })).toEqual([]);
  });

  it.each([
    [/^(?!2)/, "a look-around"],
    [/(?<=a)b/, "a look-around"],
    [/(a)\1/, "a back-reference"],
  ])("has expressions that RE2 reads: %s", (code, problem) => {
    expect(bad({ code })).toEqual([
      ["invalid-regex", `${problem} in the expression for "code": ${code.source}`],
    ]);
  });

  it("reads metrics that the service declares", () => {
    const other = serviceOf({
      metrics: { requests: counter("other_total", { labels: ["code"] }) },
      slos: () => [
        availability(
          untyped({
            objective: "99",
            total: { metric: "requests_total", matchers: [] },
            bad: { code: "500" },
          }),
        ),
      ],
    });
    expect(diagnose(servicesOf(other))).toMatchObject([{ code: "unknown-metric" }]);
  });

  it("may be the series of a histogram", () => {
    expect(when(({ duration }) => duration.where({ route: "/" }).quantile(0.99, "5m").above(1))).toEqual([]);
    expect(when(({ duration }) => duration.mean("5m", { by: ["route"] }).above(1))).toEqual([]);
    expect(when(({ duration }) => duration.rate("5m").sum().above(1))).toEqual([]);
    expect(when(({ calls }) => calls.quantile(0.5, "5m", { by: ["method"] }).above(1))).toEqual([]);
  });
});
