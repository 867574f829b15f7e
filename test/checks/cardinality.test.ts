import { describe, expect, it } from "vitest";
import { counter, histogram, nativeHistogram } from "../../src/definitions/index.ts";
import { findings, serviceOf, servicesOf } from "../support/definitions.ts";

const values = (count: number) => Array.from({ length: count }, (_, index) => `v${index}`);

describe("the labels of a metric", () => {
  it.each(["user_id", "userId", "email", "ip", "trace_id", "user_agent"])("have an end: %s", (label) => {
    const metrics = { requests: counter("requests_total", { labels: ["route", label] }) };
    expect(findings(servicesOf(serviceOf({ metrics })))).toEqual([
      ["unbounded-label", "services.checkout.metrics.requests.labels"],
    ]);
  });

  it("multiply to what Prometheus can hold", () => {
    const options = { labels: ["route", "code"], values: { route: values(50), code: values(40) } } as const;
    const metrics = {
      many: histogram("many_seconds", { ...options, buckets: [0.1, 0.5, 1] }),
      native: nativeHistogram("native_seconds", options),
    };
    expect(findings(servicesOf(serviceOf({ metrics })))).toEqual([
      ["cardinality-over-budget", "services.checkout.metrics.many.labels"],
    ]);
  });
});
