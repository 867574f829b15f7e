import { describe, expect, it } from "vitest";
import {
  counter,
  gauge,
  histogram,
  type MetricHandles,
  panel,
  promql,
  type Row,
  rateInterval,
  row,
} from "../../src/definitions/index.ts";
import { diagnose, serviceOf, servicesOf, untyped } from "../support/definitions.ts";

const metrics = {
  requests: counter("http_requests_total", { labels: ["route"] }),
  depth: gauge("queue_depth", { labels: ["queue"] }),
  duration: histogram("http_request_duration_seconds", { labels: ["route"], buckets: [0.1, 1] }),
};

/** What is wrong with rows of a service, without where. */
function findings(rows: (handles: MetricHandles<typeof metrics>) => readonly Row[]) {
  return diagnose(servicesOf(serviceOf({ metrics, rows })))
    .filter(({ code }) => code !== "unbounded-label")
    .map(({ code, path, message }) => `${code} ${path.replace("services.checkout.", "")}: ${message}`);
}

const description = "Look at the queue when it grows.";

describe("panels of a service's own", () => {
  it("say nothing when they keep what the generated ones keep", () => {
    expect(
      findings(({ requests, depth, duration }) => [
        row("Orders", [
          panel("Depth", { of: depth.max({ by: ["queue"] }), description, limit: 100 }),
          panel("Requests", { of: requests.rate(rateInterval).sum({ by: ["route"] }), description }),
          panel("Duration", {
            of: { p99: duration.quantile(0.99, rateInterval) },
            description,
            limit: "500ms",
          }),
          panel("Share", {
            of: promql('sum(rate(http_requests_total{service="checkout",job=~"$job"}[$__rate_interval]))'),
            description,
          }),
        ]),
      ]),
    ).toEqual([]);
  });

  it("are checked like every other expression", () => {
    expect(
      findings(({ requests, depth }) => [
        row("Orders", [
          panel("Text", {
            of: promql('rate(http_requests_totl{service="checkout"}[$__rate_interval])'),
            description,
          }),
          panel("Grammar", { of: promql("sum(queue_depth"), description }),
          panel("Fixed", { of: requests.rate("5m").sum(), description }),
          panel("Label", { of: depth.max({ by: untyped(["rout"]) }), description }),
          panel("Variable", { of: promql('queue_depth{service="checkout",queue=~"$queue"}'), description }),
          panel("Variable", { of: depth.max(), description }),
          panel("Fixed text", { of: promql("sum(rate(http_requests_total[5m]))"), description }),
        ]),
      ]),
    ).toMatchInlineSnapshot(`
      [
        "unknown-metric rows[0].panels[0]: nobody declares a metric "http_requests_totl", in \`http_requests_totl{service="checkout"}[5m]\`",
        "invalid-promql rows[0].panels[1]: the expression ends too early (column 16): sum(queue_depth",
        "dashboard-convention rows[0].panels[2]: a rate over a fixed window skips what lies between two points of a long graph",
        "unknown-label rows[0].panels[3]: what is grouped has no label "rout", in \`max by (rout) (queue_depth)\`",
        "unknown-variable rows[0].panels[4]: the dashboard of a service has no variable "queue"",
        "duplicate-name rows[0].panels[5]: another panel of the row "Orders" is called "Variable" too",
        "dashboard-convention rows[0].panels[6]: a rate over a fixed window skips what lies between two points of a long graph",
      ]
    `);
  });

  it("have a form", () => {
    expect(
      findings(({ depth }) => [
        row("Orders", [
          panel("Condition", { of: untyped("queue_depth"), description }),
          panel("Nothing", { of: {}, description }),
          panel("No words", untyped({ of: depth.max() })),
          panel("Limit", { of: depth.max(), description, limit: "lots" }),
        ]),
        row("Empty", []),
        untyped({ kind: "panel" }),
      ]),
    ).toMatchInlineSnapshot(`
      [
        "invalid-value rows[0].panels[0].of: expected record, received string: "queue_depth"",
        "invalid-value rows[0].panels[1].of: not valid",
        "missing-key rows[0].panels[2].description: "description" is missing",
        "invalid-value rows[0].panels[3].limit: expected number, received string: "lots"",
        "invalid-value rows[1].panels: empty",
        "invalid-value rows[2].kind: not valid: "panel"",
        "missing-key rows[2].panels: "panels" is missing",
        "missing-key rows[2].title: "title" is missing",
      ]
    `);
    expect(findings(untyped(() => [null]))).toMatchInlineSnapshot(`
      [
        "invalid-value rows[0]: expected object, received null",
      ]
    `);
    expect(
      findings(() => {
        throw new Error("no");
      }),
    ).toEqual(["definition-throws rows: the function of `rows` threw: Error: no"]);
  });
});
