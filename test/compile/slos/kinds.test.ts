import { describe, expect, it } from "vitest";
import { canonicalOffence } from "../../../src/artifacts/index.ts";
import { sloLogRuleGroups, sloRuleGroups } from "../../../src/compile/slos/index.ts";
import { metricHandles } from "../../../src/definitions/handles.ts";
import {
  availability,
  composite,
  counter,
  daily,
  errorRatio,
  gauge,
  histogram,
  latency,
  logEvents,
  nativeHistogram,
  once,
  probe,
  promql,
  type Slo,
  timeSlices,
  uptime,
  weekly,
} from "../../../src/definitions/index.ts";
import { sloSchema } from "../../../src/definitions/slo.ts";
import { lintedRules } from "../../support/promtool.ts";
import { environmentOf, service } from "../../support/services.ts";
import { absent, near, replay, type Series } from "./replay.ts";

const metrics = {
  requests: counter("http_requests_total", { labels: ["route", "status_code"] }),
  delivered: counter("mails_delivered_total"),
  bounced: counter("mails_bounced_total", { labels: ["reason"] }),
  lost: counter("mails_lost_total"),
  duration: histogram("http_request_duration_seconds", { labels: ["route"], buckets: [0.3, 1] }),
  rpc: nativeHistogram("rpc_duration_seconds"),
  healthy: gauge("replication_healthy"),
  queue: gauge("queue_depth"),
};
const handles = metricHandles(metrics);

const target = { environment: "production", instance: "a:8080", job: "checkout", service: "checkout" };
const STEPS = 40;
const HOUR = 3_600;

function every(
  name: string,
  labels: Readonly<Record<string, string>>,
  value: (scrape: number) => number | string | undefined,
): Series {
  return {
    name,
    labels: { ...target, ...labels },
    values: Array.from({ length: 241 + STEPS }, (_, scrape) => value(scrape)),
  };
}

function compiled(slos: readonly Slo[], overrides: Parameters<typeof service>[0] = {}) {
  const checkout = service({ metrics, slos, ...overrides });
  return { checkout, groups: sloRuleGroups(environmentOf([checkout]), checkout) };
}

const events = (slo: string, outcome: string, window = "1h") =>
  `slo:events:increase${window}{service="checkout",slo="${slo}",outcome="${outcome}"}`;

const up = every("up", {}, () => 1);

describe("each kind of SLI", () => {
  const slos: readonly Slo[] = [
    availability({ objective: "99.9", total: handles.requests, bad: { status_code: /5../ } }),
    availability({
      name: "mails",
      objective: "99",
      good: handles.delivered,
      bad: [handles.bounced.where({ reason: "full" }), handles.lost],
    }),
    availability({
      name: "mails-of",
      objective: "99",
      total: [handles.delivered, handles.lost],
      good: [handles.delivered],
    }),
    latency({ objective: "99", of: handles.duration, within: "1s" }),
    latency({ name: "rpc", objective: "99", of: handles.rpc, within: "1s" }),
    errorRatio({ objective: "99", ratio: promql('mesh_errors{service="checkout"} / 10') }),
    uptime({ objective: "99", of: handles.healthy }),
    timeSlices({ objective: "99", good: handles.queue.max().below(100) }),
    probe({ objective: "99", url: "https://shop.example/health", within: "2s", interval: "15s" }),
    logEvents({ objective: "99", total: "| json", bad: "| json | state=`lost`" }),
    composite({ objective: "99", of: { availability: 3, mails: 1 } }),
  ];
  const { checkout, groups } = compiled(slos);

  it("is what the schema reads", () => {
    expect(slos.map((slo) => sloSchema.safeParse(slo).error?.issues ?? [])).toEqual(slos.map(() => []));
  });

  it("has rules that promtool's lint takes", async () => {
    expect(await lintedRules(groups)).toEqual({
      code: 0,
      stdout: expect.stringContaining("SUCCESS"),
      stderr: "",
    });
    expect(canonicalOffence(groups)).toBeUndefined();
    expect(groups).toHaveLength(slos.length + 1);
  });

  it("counts what is good and what is bad", async () => {
    const series = [
      up,
      every("http_requests_total", { route: "/a", status_code: "200" }, (scrape) => 100 + 9 * scrape),
      every("http_requests_total", { route: "/a", status_code: "500" }, (scrape) => scrape),
      every("mails_delivered_total", {}, (scrape) => 6 * scrape),
      every("mails_bounced_total", { reason: "full" }, (scrape) => 3 * scrape),
      every("mails_bounced_total", { reason: "spam" }, (scrape) => 50 * scrape),
      every("mails_lost_total", {}, (scrape) => scrape),
      every("http_request_duration_seconds_count", { route: "/a" }, (scrape) => 10 * scrape),
      every("http_request_duration_seconds_bucket", { route: "/a", le: "1.0" }, (scrape) => 9 * scrape),
      every("http_request_duration_seconds_bucket", { route: "/a", le: "0.3" }, (scrape) => 2 * scrape),
      every("rpc_duration_seconds", {}, (scrape) =>
        scrape === 0
          ? "{{schema:0 count:0 sum:0}}"
          : `{{schema:0 count:${4 * scrape} sum:${4 * scrape} buckets:[${3 * scrape} ${scrape}]}}`,
      ),
      { name: "mesh_errors", labels: { service: "checkout" }, values: up.values.map(() => 1) },
      every("replication_healthy", {}, (scrape) => (scrape % 4 === 0 ? 0 : 1)),
      every("queue_depth", {}, (scrape) => (scrape % 20 === 0 ? 500 : 5)),
      every("probe_success", { probe: "probe" }, (scrape) => (scrape % 10 === 0 ? 0 : 1)),
      every("probe_duration_seconds", { probe: "probe" }, (scrape) => (scrape % 10 === 2 ? 3 : 1)),
    ];
    const at = HOUR + 300;
    const claims = [
      near(events("availability", "total"), 2_400, 1e-6),
      near(events("availability", "bad"), 240, 1e-6),
      near(events("mails", "total"), 2_400, 1e-6),
      near(events("mails", "bad"), 960, 1e-6),
      near(events("mails-of", "total"), 1_680, 1e-6),
      near(events("mails-of", "bad"), 240, 1e-6),
      near(events("latency", "total"), 2_400, 1e-6),
      near(events("latency", "bad"), 240, 1e-6),
      near(events("rpc", "total"), 960, 1e-3),
      near(events("rpc", "bad"), 240, 1e-3),
      // Minutes.
      near(events("error-ratio", "total"), 60, 1e-6),
      near(events("error-ratio", "bad"), 6, 1e-6),
      near(events("uptime", "total"), 60, 1e-6),
      near(events("uptime", "bad"), 15, 1e-6),
      near(events("time-slices", "total"), 60, 1e-6),
      near(events("time-slices", "bad"), 12, 1e-6),
      near(events("probe", "total"), 240, 1e-6),
      near(
        `${events("composite", "bad")} / ignoring(outcome) ${events("composite", "total")}`,
        (3 * 0.1 + 0.4) / 4,
        1e-9,
      ),
    ].map((expr) => ({ expr, at }));
    // A composite reads what other groups recorded, at the same evaluation or the one before.
    expect(await replay({ groups, series, claims, evaluationSeconds: 150 })).toBe("");
  });

  it("counts log lines in Loki", () => {
    expect(sloLogRuleGroups(checkout)).toMatchInlineSnapshot(`
      [
        {
          "name": "checkout.slo.log-events",
          "rules": [
            {
              "expr": "sum(count_over_time({deployment_environment_name="production",service_name="checkout"} | json [5m])) or vector(0)",
              "labels": {
                "environment": "production",
                "outcome": "total",
                "service": "checkout",
                "slo": "log-events",
                "team": "payments",
              },
              "record": "slo:log_events:increase5m",
            },
            {
              "expr": "sum(count_over_time({deployment_environment_name="production",service_name="checkout"} | json | state=\`lost\` [5m])) or vector(0)",
              "labels": {
                "environment": "production",
                "outcome": "bad",
                "service": "checkout",
                "slo": "log-events",
                "team": "payments",
              },
              "record": "slo:log_events:increase5m",
            },
          ],
        },
      ]
    `);
  });
});

describe("an SLO that is grouped", () => {
  it("keeps its groups in rules and alerts", async () => {
    const { groups } = compiled([
      availability({
        objective: "99.9",
        total: handles.requests,
        bad: { status_code: /5../ },
        by: ["route"],
      }),
    ]);
    const series = [
      up,
      every("http_requests_total", { route: "/a", status_code: "200" }, (scrape) => 10 * scrape),
      every("http_requests_total", { route: "/b", status_code: "200" }, (scrape) => 5 * scrape),
      every("http_requests_total", { route: "/b", status_code: "500" }, (scrape) => 5 * scrape),
    ];
    const firing = 'ALERTS{alertname="ErrorBudgetBurn",alertstate="firing",tier="page-fast"';
    const claims = [
      near(`${events("availability", "bad").replace("}", ',route="/a"}')}`, 0, 1e-6),
      near(`${events("availability", "bad").replace("}", ',route="/b"}')}`, 1_200, 1e-6),
      absent(`${firing},route="/a"}`),
      `count(${firing},route="/b"}) == bool 1`,
      'sum(slo:error_budget_remaining:period{route="/a"}) == bool 1',
    ].map((expr) => ({ expr, at: HOUR + 300 }));
    expect(await replay({ groups, series, claims, evaluationSeconds: 300 })).toBe("");
  });
});

describe("a period without any event", () => {
  it("leaves the whole budget, in the same series as any other", async () => {
    const { groups } = compiled([
      availability({ objective: "99.9", total: handles.requests, bad: { status_code: /5../ } }),
    ]);
    const series = [
      up,
      every("http_requests_total", { status_code: "200" }, () => 0),
      every("http_requests_total", { status_code: "500" }, () => 0),
    ];
    const claims = [
      "sum(slo:error_budget_remaining:period) == bool 1",
      absent('slo:error_budget_remaining:period{outcome!=""}'),
    ].map((expr) => ({ expr, at: HOUR }));
    expect(await replay({ groups, series, claims, evaluationSeconds: 300 })).toBe("");
  });
});

describe("maintenance", () => {
  it.each([
    ["every day", daily("00:30", "10m")],
    ["every week", weekly("thursday", "00:30", "10m")],
    ["once", once("1970-01-01T00:30:00Z", "10m")],
  ])("%s spends no budget", async (_, maintenance) => {
    const { groups } = compiled(
      [availability({ objective: "99.9", total: handles.requests, bad: { status_code: /5../ } })],
      { maintenance: [maintenance] },
    );
    const down = (scrape: number) => Math.min(Math.max(scrape - 120, 0), 40);
    const series = [
      up,
      every("http_requests_total", { status_code: "200" }, (scrape) => 10 * (scrape - down(scrape))),
      every("http_requests_total", { status_code: "500" }, (scrape) => 10 * down(scrape)),
    ];
    const claims = [
      { expr: near(events("availability", "bad"), 0, 1e-6), at: HOUR },
      // Of twelve steps of 200, two lie within the maintenance.
      { expr: near(events("availability", "total"), 2_400 - 400, 1e-6), at: HOUR },
      { expr: "slo:error_budget_remaining:period == bool 1", at: HOUR },
    ].map((claim) => ({ ...claim, expr: claim.expr.startsWith("slo:") ? `sum(${claim.expr})` : claim.expr }));
    expect(await replay({ groups, series, claims, evaluationSeconds: 300 })).toBe("");
  });
});
