import { describe, expect, it } from "vitest";
import { metricLabels } from "../../src/checks/metric-labels.ts";
import { counter, gauge, histogram, type MetricCatalog } from "../../src/definitions/index.ts";
import { TARGET_LABELS } from "../../src/definitions/target-labels.ts";
import { draftOf, serviceOf, servicesOf } from "../support/definitions.ts";

const check = (metrics: MetricCatalog) => metricLabels(draftOf(servicesOf(serviceOf({ metrics }))));

describe("labels of metrics", () => {
  it.each([...TARGET_LABELS])("may not be %s, which the scrape sets", (label) => {
    expect(check({ depth: gauge("depth", { labels: ["queue", label] }) })).toMatchObject([
      {
        code: "label-collision",
        path: "services.checkout.metrics.depth.labels",
        hint: expect.stringContaining(`"exported_${label}"`),
      },
    ]);
  });

  it("may be what Prometheus renames them to", () => {
    expect(check({ depth: gauge("depth", { labels: ["exported_namespace"] }) })).toEqual([]);
  });

  it("may be `le` of anything but a histogram", () => {
    expect(check({ a: histogram("a_seconds", { labels: ["le"], buckets: [1] }) })).toHaveLength(1);
    expect(check({ a: counter("a_bucket", { labels: ["le"] }) })).toEqual([]);
  });

  it("are listed once", () => {
    expect(check({ a: counter("a_total", { labels: ["code", "code"] }) })).toMatchObject([
      { message: 'a_total lists the label "code" twice' },
    ]);
  });

  it("are at the line of their metric", () => {
    const a = counter("a_total", { labels: ["job"] });
    const [found] = check({ a });
    expect(found?.source).toMatchObject({
      file: expect.stringMatching(/metric-labels\.test\.ts$/),
      column: 15,
    });
  });
});
