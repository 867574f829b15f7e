import { describe, expect, it } from "vitest";
import { serviceDashboardModel } from "../../../src/compile/dashboards/index.ts";
import { metricHandles } from "../../../src/definitions/handles.ts";
import {
  counter,
  gauge,
  histogram,
  panel,
  promql,
  rateInterval,
  row,
} from "../../../src/definitions/index.ts";
import { environmentOf, service } from "../../support/services.ts";

const metrics = {
  requests: counter("http_requests_total", { labels: ["route"] }),
  depth: gauge("queue_depth", { labels: ["queue"] }),
  memory: gauge("memory_bytes"),
  duration: histogram("http_request_duration_seconds", { labels: ["route"], buckets: [0.1, 1] }),
};
const { requests, depth, memory, duration } = metricHandles(metrics);
const description = "Read *this* first.";

const rows = [
  row("Orders", [
    panel("Depth of $queue", {
      of: depth.where({ queue: "$job" }).max({ by: ["queue"] }),
      description,
      limit: 100,
    }),
    panel("Requests", { of: requests.rate(rateInterval).sum({ by: ["route"] }), description }),
  ]),
  row("Memory", [
    panel("Memory", { of: { used: memory.max(), "at {{pod}}": memory.max({ by: ["pod"] }) }, description }),
  ]),
  row("Orders", [
    panel("Duration", { of: duration.quantile(0.99, rateInterval), description }),
    panel("Text", { of: promql('sum(up{job=~"$job"})'), description, unit: "requests/second" }),
  ]),
];
const owner = service({ metrics, rows });
const dashboard = serviceDashboardModel(environmentOf([owner]), owner);
const declared = dashboard.rows.filter(({ key }) => key.startsWith("row/declared/"));

describe("rows that a service declares", () => {
  it("are on its dashboard, those of one title as one", () => {
    expect(declared.map(({ title, panels }) => [title, ...panels.map((one) => one.title)])).toEqual([
      ["Orders", expect.stringMatching(/^Depth of \$\W?queue$/), "Requests", "Duration", "Text"],
      ["Memory", "Memory"],
    ]);
  });

  it("ask for the service's own series, with units, legends and exemplars by what the query gives", () => {
    const shown = declared.flatMap(({ panels }) =>
      panels.flatMap((one) =>
        one.kind === "timeseries"
          ? one.queries.map(({ expr, legend, exemplars }) => [one.unit, legend, exemplars, expr])
          : [],
      ),
    );
    expect(shown).toMatchInlineSnapshot(`
      [
        [
          "short",
          "{{queue}}",
          false,
          "max by (queue) (queue_depth{environment="production",instance=~"$instance",job=~"$job",queue="\\x24job",service="checkout"})",
        ],
        [
          "reqps",
          "{{route}}",
          false,
          "sum by (route) (rate(http_requests_total{environment="production",instance=~"$instance",job=~"$job",service="checkout"}[$__rate_interval]))",
        ],
        [
          "s",
          "all",
          true,
          "histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{environment="production",instance=~"$instance",job=~"$job",service="checkout"}[$__rate_interval])))",
        ],
        [
          "reqps",
          "all",
          false,
          "sum(up{job=~"$job"})",
        ],
        [
          "bytes",
          "used",
          false,
          "max(memory_bytes{environment="production",instance=~"$instance",job=~"$job",service="checkout"})",
        ],
        [
          "bytes",
          "at {{pod}}",
          false,
          "max by (pod) (memory_bytes{environment="production",instance=~"$instance",job=~"$job",service="checkout"})",
        ],
      ]
    `);
  });

  it("draw the limit and escape what was written", () => {
    const [first] = declared[0]?.panels ?? [];
    expect(first).toMatchObject({ thresholds: { steps: [{ value: 100, level: "critical" }] } });
    expect(first?.description).toBe("Read \\*this\\* first.");
  });

  it("take their metrics out of the row of other metrics", () => {
    const other = dashboard.rows.find(({ key }) => key === "row/metrics");
    expect(other).toBeUndefined();
  });
});

describe("a gauge that nothing else shows", () => {
  it("that holds a moment is shown as the time since, however its name or its unit says so", () => {
    const moments = {
      started: gauge("process_start_time_seconds"),
      saved: gauge("last_save_timestamp_seconds"),
      loaded: gauge("last_load_success", { unit: "timestamp" }),
      took: gauge("last_load_seconds"),
    };
    const owner = service({ metrics: moments });
    const other = serviceDashboardModel(environmentOf([owner]), owner).rows.find(
      ({ key }) => key === "row/metrics",
    );
    expect(other?.panels.map(({ title }) => title).sort()).toEqual([
      "Time since last_load_success",
      "Time since last_save_timestamp_seconds",
      "Time since process_start_time_seconds",
      "last_load_seconds",
    ]);
  });
});
