import { describe, expectTypeOf, it } from "vitest";
import {
  type Alert,
  alert,
  availability,
  type Counter,
  type CounterHandle,
  counter,
  coveragePolicy,
  dashboardFile,
  defaultCoveragePolicy,
  defineAlertPolicy,
  defineEnvironment,
  defineService,
  defineTeam,
  type GaugeHandle,
  gauge,
  type HistogramHandle,
  histogram,
  type InfoHandle,
  inCluster,
  info,
  kubernetes,
  type LatencyThreshold,
  latency,
  type MetricHandles,
  type NativeHistogramHandle,
  nativeHistogram,
  not,
  type Pillar,
  panel,
  promql,
  type Query,
  rateInterval,
  row,
  type Slo,
  sentry,
  slack,
  type ThresholdText,
  waiver,
} from "../../src/definitions/index.ts";
import { chat, payments } from "../support/definitions.ts";

const runsOn = kubernetes({ namespace: "shop", selector: { app: "a" }, metricsPort: "http" });

const metrics = {
  requests: counter("http_requests_total", { labels: ["method", "route", "status_code"] }),
  plain: counter("events_total"),
  queue: gauge("queue_depth", { labels: ["queue"] }),
  duration: histogram("duration_seconds", { labels: ["route"], buckets: [0.05, 0.1, 0.3, 1, 2.5, 60] }),
  native: nativeHistogram("call_seconds", { labels: ["rpc"] }),
  build: info("build_info", { labels: ["version"] }),
};

// Nothing here runs: the compiler is what is tested.
const define = (definition: () => unknown) => definition;

describe("types of metrics", () => {
  it("keep names of labels and bounds of buckets", () => {
    expectTypeOf(metrics.requests).toExtend<Counter<"method" | "route" | "status_code">>();
    expectTypeOf(metrics.plain).toExtend<Counter<never>>();
    expectTypeOf(metrics.duration.buckets).toEqualTypeOf<readonly (0.05 | 0.1 | 0.3 | 1 | 2.5 | 60)[]>();
  });

  it("become handles that know them", () => {
    type Handles = MetricHandles<typeof metrics>;
    expectTypeOf<Handles["requests"]>().toEqualTypeOf<
      CounterHandle<"method" | "route" | "status_code", never, never>
    >();
    expectTypeOf<Handles["plain"]>().toEqualTypeOf<CounterHandle<never, never, never>>();
    expectTypeOf<Handles["queue"]>().toEqualTypeOf<GaugeHandle<"queue", never>>();
    expectTypeOf<Handles["duration"]>().toEqualTypeOf<
      HistogramHandle<"route", 0.05 | 0.1 | 0.3 | 1 | 2.5 | 60, ThresholdText<"seconds">>
    >();
    expectTypeOf<Handles["native"]>().toEqualTypeOf<NativeHistogramHandle<"rpc", ThresholdText<"seconds">>>();
    expectTypeOf<Handles["build"]>().toEqualTypeOf<InfoHandle<"version">>();
    expectTypeOf<Handles["queue"]["max"]>().returns.toEqualTypeOf<Query<"queue", never>>();
  });

  it("spell bounds as the durations that name them", () => {
    expectTypeOf<LatencyThreshold<0.05>>().toEqualTypeOf<"50ms">();
    expectTypeOf<LatencyThreshold<0.3>>().toEqualTypeOf<"300ms">();
    expectTypeOf<LatencyThreshold<0.005>>().toEqualTypeOf<"5ms">();
    expectTypeOf<LatencyThreshold<1>>().toEqualTypeOf<"1s" | "1000ms">();
    expectTypeOf<LatencyThreshold<2.5>>().toEqualTypeOf<"2500ms">();
    expectTypeOf<LatencyThreshold<60>>().toEqualTypeOf<"60s" | "60000ms" | "1m">();
    expectTypeOf<LatencyThreshold<3600>>().toEqualTypeOf<"3600s" | "3600000ms" | "1h" | "60m">();
    expectTypeOf<LatencyThreshold<number>>().toEqualTypeOf<string>();
  });
});

describe("types of services", () => {
  it("give `slos` and `alerts` the handles of `metrics`", () => {
    define(() =>
      defineService({
        name: "a",
        team: payments,
        runsOn,
        metrics,
        slos: ({ requests, duration, native }) => [
          availability({ objective: "99", total: requests, bad: { status_code: /5../, pod: "a" } as never }),
          availability({ objective: "99", total: requests, good: { status_code: not(["500", "503"]) } }),
          availability({
            objective: "99",
            total: [requests, requests.where({ route: "/pay" })],
            bad: { method: "GET" },
          }),
          // @ts-expect-error a label that none of the metrics has
          availability({ objective: "99", total: [requests, requests], bad: { status: /5../ } }),
          latency({ objective: "99", of: duration.where({ route: "/pay" }), within: "300ms" }),
          latency({ objective: "99", of: native, within: "123ms" }),
          // @ts-expect-error a label that the metric does not have
          availability({ objective: "99", total: requests, bad: { status: /5../ } }),
          // @ts-expect-error a threshold that is no bucket bound
          latency({ objective: "99", of: duration, within: "200ms" }),
          // @ts-expect-error a gauge counts nothing
          availability({ objective: "99", total: metrics.queue, bad: {} }),
          // @ts-expect-error either bad or good events
          availability({ objective: "99", total: requests, bad: { method: "GET" }, good: { method: "GET" } }),
          // @ts-expect-error an objective is decimal text
          availability({ objective: 99.9, total: requests, bad: { method: "GET" } }),
          // @ts-expect-error an objective is needed
          availability({ total: requests, bad: { method: "GET" } }),
          // @ts-expect-error a key that there is not
          availability({ objective: "99", objectiv: "99", total: requests, bad: { method: "GET" } }),
        ],
        alerts: ({ queue, requests, duration, build }) => [
          alert("A", {
            when: queue.max({ by: ["queue", "pod"] }).above(1),
            severity: "warning",
            summary: "a",
          }),
          alert("B", {
            when: duration.quantile(0.9, "5m", { by: ["route"] }).above(1),
            severity: "info",
            summary: "b",
          }),
          // @ts-expect-error a label that neither the metric nor the target has
          alert("C", { when: queue.max({ by: ["route"] }).above(1), severity: "warning", summary: "c" }),
          alert("D", {
            // @ts-expect-error a label that the metric does not have
            when: requests.where({ code: "500" }).rate("5m").above(1),
            severity: "warning",
            summary: "d",
          }),
          // @ts-expect-error a severity that there is not
          alert("E", { when: queue.max().above(1), severity: "page", summary: "e" }),
          // @ts-expect-error a query is not yet a condition
          alert("F", { when: queue.max(), severity: "warning", summary: "f" }),
          // @ts-expect-error a summary is needed
          alert("G", { when: queue.max().above(1), severity: "warning" }),
          // @ts-expect-error a gauge has no rate
          alert("H", { when: queue.rate("5m").above(1), severity: "warning", summary: "h" }),
          // @ts-expect-error an info metric has nothing to compare
          alert("I", { when: build.value().above(1), severity: "warning", summary: "i" }),
        ],
      }));
  });

  it("need a name, a team and a place", () => {
    // @ts-expect-error a team is needed
    define(() => defineService({ name: "a", runsOn }));
    // @ts-expect-error a place is needed
    define(() => defineService({ name: "a", team: payments }));
    // @ts-expect-error a team is a definition, not a name
    define(() => defineService({ name: "a", team: "payments", runsOn }));
    // @ts-expect-error a tier that there is not
    define(() => defineService({ name: "a", team: payments, runsOn, tier: "gold" }));
    // @ts-expect-error a key that there is not
    define(() => defineService({ name: "a", team: payments, runsOn, teir: "critical" }));
    // @ts-expect-error a metric that the service does not have
    const slos = ({ nothing }: MetricHandles<typeof metrics>) => [nothing];
    define(() => slos);
    // @ts-expect-error a platform that Sentry does not know
    define(() => defineService({ name: "a", team: payments, runsOn, errors: sentry({ platform: "cobol" }) }));
    // @ts-expect-error a format that there is not
    define(() => defineService({ name: "a", team: payments, runsOn, logs: { format: "xml" } }));
  });

  it("take lists as well as functions", () => {
    const slo: Slo = availability({
      objective: "99",
      total: {} as CounterHandle<"code">,
      bad: { code: "500" },
    });
    const rule: Alert = alert("A", { when: {} as Alert["when"], severity: "info", summary: "a" });
    define(() => defineService({ name: "a", team: payments, runsOn, slos: [slo], alerts: [rule] }));
  });
});

describe("types of the rest", () => {
  it("need receivers for both severities that are sent", () => {
    // @ts-expect-error nobody hears of warnings
    define(() => defineTeam({ name: "a", notify: { critical: chat } }));
    // @ts-expect-error a receiver is a definition, not a name
    define(() => defineTeam({ name: "a", notify: { critical: "chat", warning: chat } }));
  });

  it("take no secret for a reference", () => {
    // @ts-expect-error an address is no reference
    define(() => slack({ name: "a", channel: "#a", webhook: "https://hooks.slack.example/T0/B0/x" }));
  });

  it("let an environment give some settings of a section", () => {
    define(() =>
      defineEnvironment({
        name: "staging",
        cluster: inCluster(),
        platform: { prometheus: { replicas: 1 }, alertmanager: { replicas: 1 }, charts: { loki: "1.2.3" } },
      }));
    define(() =>
      // @ts-expect-error a setting that there is not
      defineEnvironment({ name: "staging", cluster: inCluster(), platform: { prometheus: { replica: 1 } } }));
  });

  it("know the severities of a policy's tiers", () => {
    const tier = { name: "a", budget: "2%", long: "1h", short: "5m" } as const;
    define(() => defineAlertPolicy({ name: "a", burnRate: [{ ...tier, severity: "critical" }] }));
    // @ts-expect-error a severity that there is not
    define(() => defineAlertPolicy({ name: "a", burnRate: [{ ...tier, severity: "page" }] }));
  });

  it("know what panels are made of", () => {
    const metrics = {
      requests: counter("http_requests_total", { labels: ["route"] }),
      memory: gauge("memory_bytes"),
    };
    const shared = { name: "a", team: payments, runsOn, metrics } as const;
    const description = "What to do.";
    define(() =>
      defineService({
        ...shared,
        dashboards: [dashboardFile("queues.json")],
        rows: ({ requests, memory }) => [
          row("Own", [
            panel("Rate", { of: requests.rate(rateInterval).sum({ by: ["route"] }), description }),
            panel("Two", { of: { a: memory.max(), b: promql("up") }, description, limit: "2GiB" }),
          ]),
        ],
      }));
    define(() =>
      defineService({
        ...shared,
        // @ts-expect-error a metric that there is not
        rows: ({ request }) => [row("Own", [panel("Rate", { of: request.rate("5m"), description })])],
      }));
    define(() =>
      defineService({
        ...shared,
        rows: ({ requests }) => [
          row("Own", [
            // @ts-expect-error a label that the metric does not have
            panel("Rate", { of: requests.rate(rateInterval).sum({ by: ["rout"] }), description }),
          ]),
        ],
      }));
    define(() =>
      defineService({
        ...shared,
        // @ts-expect-error a condition is no graph
        rows: ({ memory }) => [row("Own", [panel("High", { of: memory.max().above(1), description })])],
      }));
    // @ts-expect-error a panel says what to do
    define(() => panel("Rate", { of: promql("up") }));
    // @ts-expect-error a path is no dashboard file
    define(() => defineService({ ...shared, dashboards: ["queues.json"] }));
  });
});

describe("types of coverage", () => {
  it("know pillars, tiers and components", () => {
    expectTypeOf(defaultCoveragePolicy.critical).toEqualTypeOf<readonly Pillar[]>();
    define(() => coveragePolicy({ critical: [...defaultCoveragePolicy.critical, "probe"], low: [] }));
    define(() => coveragePolicy({ components: { gateway: ["probe"] } }));
    // @ts-expect-error there is no such pillar
    define(() => coveragePolicy({ critical: ["dashbord"] }));
    // @ts-expect-error there is no such tier
    define(() => coveragePolicy({ urgent: ["slo"] }));
    // @ts-expect-error there is no such component
    define(() => coveragePolicy({ components: { website: ["probe"] } }));
    // @ts-expect-error a tier has a list
    define(() => coveragePolicy({ critical: "slo" }));
  });

  it("want a reason and a day of a waiver", () => {
    define(() => waiver("errors", { reason: "Soon.", until: "2027-01-31" }));
    // @ts-expect-error there is no such pillar
    define(() => waiver("error", { reason: "Soon.", until: "2027-01-31" }));
    // @ts-expect-error no reason
    define(() => waiver("errors", { until: "2027-01-31" }));
    // @ts-expect-error no end
    define(() => waiver("errors", { reason: "Soon." }));
  });
});
