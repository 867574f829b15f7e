import { describe, expect, it } from "vitest";
import type { RuleGroup, RuleTestArtifact } from "../../../src/artifacts/index.ts";
import { ruleTests } from "../../../src/compile/slos/rule-tests/index.ts";
import { metricHandles } from "../../../src/definitions/handles.ts";
import {
  availability,
  type BurnRateTier,
  composite,
  counter,
  daily,
  errorRatio,
  latency,
  not,
  once,
  override,
  probe,
  promql,
  type Slo,
  timeSlices,
  uptime,
  weekly,
  workbookPolicy,
} from "../../../src/definitions/index.ts";
import { ruleTestFailures } from "../../support/promtool.ts";
import { catalog, environmentOf, objectives, service } from "../../support/services.ts";

const handles = metricHandles(catalog);

function testsOf(slos: readonly Slo[], overrides: Parameters<typeof service>[0] = {}) {
  return ruleTests(environmentOf([service({ metrics: catalog, slos, ...overrides })]));
}

describe("generated tests of rules", () => {
  it("are there for every tier and every kind of missing data", () => {
    const [availabilityTests] = testsOf(objectives);
    expect(availabilityTests?.tests.map(({ name }) => name)).toMatchInlineSnapshot(`
      [
        "checkout availability: page-fast fires just above 0.0144 and recovers",
        "checkout availability: page-fast is silent just below 0.0144",
        "checkout availability: page-slow fires just above 0.006 and recovers",
        "checkout availability: page-slow is silent just below 0.006",
        "checkout availability: ticket-fast fires just above 0.003 and recovers",
        "checkout availability: ticket-fast is silent just below 0.003",
        "checkout availability: ticket-slow fires just above 0.001 and recovers",
        "checkout availability: ticket-slow is silent just below 0.001",
        "checkout availability: page-fast fires for errors whose series is born with them",
        "checkout availability: nothing fires for a single error of few events",
        "checkout availability: nothing fires while the service is idle",
        "checkout availability: its targets are gone",
        "checkout availability: its series are gone though its targets answer",
      ]
    `);
  });

  it.each(
    testsOf([
      ...objectives,
      // Of 120 probes an hour, fewer are bad at the threshold than the five that are no accident.
      probe({ name: "probe-strict", objective: "99.9", url: "https://shop.example/" }),
      availability({
        name: "one-of-itself",
        objective: "99",
        total: handles.requests,
        good: handles.requests.where({ status_code: "200" }),
      }),
      errorRatio({
        name: "own-up",
        objective: "99",
        ratio: promql('1 - avg(up{service="checkout"}) or vector(0)'),
      }),
      // What nobody can steer is given as it is recorded.
      errorRatio({
        name: "odd",
        objective: "99",
        ratio: promql("1 - histogram_fraction(0, 1, rate(mesh[5m]))"),
      }),
      timeSlices({ objective: "99", good: handles.requests.rate("5m").sum().above(1) }),
      composite({ objective: "99", of: { availability: 3, latency: 1 } }),
    ]).map((tests) => [tests.name, tests] as const),
  )("pass for %s", async (_, tests) => {
    expect(tests.tests.length).toBeGreaterThan(5);
    // Hours of slow tiers take as long as all the rest; they differ by their windows only, so that one SLO has them.
    const all = tests.name === "checkout.availability";
    const quick = tests.tests.filter(({ name }) => all || !String(name).includes("ticket"));
    expect(await ruleTestFailures(tests.groups, { ...tests, tests: quick })).toBe("");
  });

  it("are of the alerts as they are applied: not of those that are disabled, and with their own times", async () => {
    const slos = objectives.slice(0, 1);
    const [asMade] = testsOf(slos);
    const reason = "OPS-311 moves the traffic elsewhere.";
    const [tests] = testsOf(slos, {
      overrides: [
        override("ErrorBudgetBurn/availability/page-slow", { disable: true, reason }),
        override("ErrorBudgetBurn/availability/page-fast", { for: "2h", keepFiringFor: "1h", reason }),
        override("SloMetricVanished/availability", { disable: true, reason }),
        override("ServiceTargetsDown", { for: "2h", reason }),
      ],
    });
    if (tests === undefined || asMade === undefined) throw new Error("no tests");
    const names = ({ tests: all }: RuleTestArtifact) =>
      all.map(({ name }) => String(name).replace("checkout availability: ", ""));
    expect(names(asMade).filter((name) => !names(tests).includes(name))).toMatchInlineSnapshot(`
      [
        "page-slow fires just above 0.006 and recovers",
        "page-slow is silent just below 0.006",
        "its series are gone though its targets answer",
      ]
    `);
    expect(names(tests).filter((name) => !names(asMade).includes(name))).toEqual([]);
    const quick = tests.tests.filter(({ name }) => !String(name).includes("ticket"));
    expect(await ruleTestFailures(tests.groups, { ...tests, tests: quick })).toBe("");
    // Those of the alerts as they were made wait too short a time, and for alerts that there are not.
    expect(await ruleTestFailures(tests.groups, asMade)).toContain("FAILED");
  });

  describe("of groups that selectors know themselves", () => {
    const lost = metricHandles({ lost: counter("lost_total", { labels: ["route"] }) }).lost;
    const late = metricHandles({ late: counter("late_total", { labels: ["route"] }) }).late;
    const total = handles.requests;
    const grouped = { objective: "99", by: ["route"] } as const;
    const slos = [
      availability({
        ...grouped,
        name: "both",
        total: total.where({ route: not("/health") }),
        bad: lost.where({ route: /\/api.*/ }),
      }),
      availability({ ...grouped, name: "bad", total: [total, late], bad: [lost.where({ route: "/x" })] }),
      availability({ ...grouped, name: "good", good: [total.where({ route: "/x" })], bad: [lost] }),
      availability({ ...grouped, name: "some", good: total, bad: [lost.where({ route: not("/x") }), late] }),
      availability({ ...grouped, name: "labels", total, bad: { route: /\/pay.*/, status_code: /5../ } }),
      availability({
        ...grouped,
        by: ["method", "route"],
        name: "free",
        total: total.where({ route: "/x" }),
        bad: { status_code: /5../ },
      }),
      latency({ ...grouped, name: "slow", of: handles.duration.where({ route: "/x" }), within: "300ms" }),
      timeSlices({
        ...grouped,
        name: "slices",
        good: total
          .where({ route: "/x" })
          .rate("5m")
          .sum({ by: ["route"] })
          .above(1),
      }),
    ];

    it.each(testsOf(slos).map((tests) => [tests.name, tests] as const))("pass for %s", async (_, tests) => {
      const quick = tests.tests.filter(({ name }) => !/ticket|page-slow/.test(String(name)));
      expect(quick.length).toBeGreaterThan(4);
      expect(await ruleTestFailures(tests.groups, { ...tests, tests: quick })).toBe("");
    });

    it("are of the group, and of another where there is one", () => {
      const others = testsOf(slos).filter(({ tests }) =>
        tests.some(({ name }) => /no other/.test(String(name))),
      );
      expect(others.map(({ name }) => name)).toEqual(["checkout.free"]);
    });
  });

  it("show that series are missed for as long as the alert waits, whatever the windows of the tiers", async () => {
    const [only] = workbookPolicy.burnRate;
    if (only === undefined) throw new Error("no tier");
    const policy = {
      ...workbookPolicy,
      burnRate: [only],
      noData: { after: "6h", severity: "critical" as const },
    };
    const vanished = "SloMetricVanished/availability";
    for (const overrides of [[], [override(vanished, { for: "20h", reason: "Nobody is there at night." })]]) {
      const [tests] = testsOf(objectives.slice(0, 1), { policy, overrides });
      const gone = tests?.tests.filter(({ name }) => String(name).includes("series are gone")) ?? [];
      expect(gone).toHaveLength(1);
      expect(tests && (await ruleTestFailures(tests.groups, { ...tests, tests: gone }))).toBe("");
    }
  });

  describe("at odd times and thresholds", () => {
    const slos = objectives.slice(0, 1);
    const tier = (name: string, long: string, more: Partial<BurnRateTier> = {}): BurnRateTier => ({
      budget: "2%",
      long,
      minimumBadEvents: 5,
      name,
      severity: "critical",
      short: "5m",
      ...more,
    });
    const passing = async (made: readonly RuleTestArtifact[], which = /./) => {
      for (const { groups, tests, ...rest } of made) {
        const chosen = tests.filter(({ name }) => which.test(String(name)));
        expect(chosen).not.toHaveLength(0);
        expect(await ruleTestFailures(groups, { ...rest, tests: chosen })).toBe("");
      }
    };

    it("pass where an alert waits for longer than its window", async () => {
      const policy = { ...workbookPolicy, burnRate: [tier("slow", "1h", { for: "5h" })] };
      const made = testsOf(slos, { policy });
      expect(made.flatMap(({ untested }) => untested)).toEqual([]);
      await passing(made, /slow/);
    });

    it("are when there is no maintenance", async () => {
      const made = testsOf(slos, { maintenance: [daily("00:00", "1h"), weekly("thursday", "00:00", "24h")] });
      const starts = new Set(made.flatMap(({ tests }) => tests.map((test) => Number(test.start_timestamp))));
      // Friday, an hour after midnight and a step later, from the next whole hour on.
      expect([...starts].map((start) => new Date(start * 1_000).toUTCString())).toEqual([
        "Fri, 02 Jan 1970 02:00:00 GMT",
      ]);
      await passing(made, /page-fast|gone/);
      const afterwards = testsOf(slos, { maintenance: [once("1969-12-31T00:00:00Z", "30d")] });
      await passing(afterwards, /page-fast/);
    });

    it("are named where maintenance leaves no time for them", async () => {
      const hours = ["00:00", "06:00", "12:00", "18:00"].map((at) => daily(at, "4h"));
      const made = testsOf(slos, { maintenance: hours });
      expect(made.flatMap(({ untested }) => untested)).toEqual([
        { alert: "ErrorBudgetBurn/availability/ticket-fast", reason: "maintenance" },
        { alert: "ErrorBudgetBurn/availability/ticket-slow", reason: "maintenance" },
      ]);
      await passing(made, /page-fast/);
    });

    it("are named where they would take too long, or there is nothing to fire for", () => {
      const policy = {
        ...workbookPolicy,
        burnRate: [tier("patient", "1h", { for: "5d" }), tier("many", "1h", { minimumBadEvents: 200 })],
        noData: { after: "4d", severity: "critical" as const },
      };
      const url = "https://shop.example/";
      const made = testsOf([probe({ objective: "99.9", interval: "30s", url })], { policy });
      expect(made.flatMap(({ untested }) => untested)).toEqual([
        { alert: "ErrorBudgetBurn/probe/patient", reason: "too-long" },
        { alert: "ErrorBudgetBurn/probe/many", reason: "too-few-events" },
        { alert: "SloMetricVanished/probe", reason: "too-long" },
      ]);
    });

    it("pass where nearly everything is bad at a threshold, or nearly nothing", async () => {
      const policy = { ...workbookPolicy, burnRate: [tier("one", "1h", { budget: "0.1%" })] };
      for (const objective of ["0.000001", "99.999999"]) {
        const made = testsOf(
          [
            availability({ objective, total: handles.requests, bad: { status_code: /5../ } }),
            timeSlices({ objective, good: handles.queue.max().below(5) }),
            uptime({ objective, of: handles.queue }),
          ],
          { policy },
        );
        expect(made).toHaveLength(3);
        await passing(made, /one (fires just above|is silent)/);
      }
    });

    it("are not of years, where a slow tier waits until everything was bad for long", () => {
      const [made] = testsOf([timeSlices({ objective: "0.01", good: handles.queue.max().below(5) })]);
      expect(made?.tests.some(({ name }) => /while nothing is good/.test(String(name)))).toBe(false);
      expect(JSON.stringify(made?.tests).length).toBeLessThan(20_000);
    });
  });

  it("fail when a threshold is a little off, a window is another, or nobody hears of missing targets", async () => {
    const [tests] = testsOf(objectives);
    if (tests === undefined) throw new Error("no tests");
    const { groups } = tests;
    const failures = (names: string, from: RegExp, to: string) =>
      ruleTestFailures(JSON.parse(JSON.stringify(groups).replace(from, to)) as readonly RuleGroup[], {
        ...tests,
        tests: tests.tests.filter(({ name }) => String(name).includes(names)),
      });
    expect(await failures("page-fast", /> 0\.0144 and/g, "> 0.0149 and")).toContain("page-fast");
    expect(await failures("page-fast", /> 0\.0144/g, "> 0.0140")).toContain("FAILED");
    expect(await failures("single error", / >= 5"/g, ' >= 1"')).toContain("FAILED");
    expect(await failures("gone", /== 0"/g, '== 7"')).toContain("FAILED");
    expect(await failures("series are gone", /absent\(/g, "absent(up or ")).toContain("FAILED");
    expect(await failures("born with them", / < on \(job/g, " > on (job")).toContain("FAILED");
  });

  it("fail when groups are lost, or errors of a kind of their own are not seen", async () => {
    const [routes, text] = testsOf([
      availability({
        name: "routes",
        objective: "99",
        total: handles.requests,
        bad: { status_code: /5../ },
        by: ["route"],
      }),
      timeSlices({ name: "text", objective: "99", good: promql("max(lag) < 5 or max(wait) <= 2") }),
    ]);
    if (routes === undefined || text === undefined) throw new Error("no tests");
    const named = (tests: RuleTestArtifact, name: string) => ({
      ...tests,
      tests: tests.tests.filter((test) => String(test.name).includes(name)),
    });
    const failures = (tests: RuleTestArtifact, from: RegExp, to: string) =>
      ruleTestFailures(
        JSON.parse(JSON.stringify(tests.groups).replace(from, to)) as readonly RuleGroup[],
        tests,
      );
    const group = named(routes, "no other");
    expect(group.tests).toHaveLength(1);
    expect(await ruleTestFailures(group.groups, group)).toBe("");
    expect(await failures(group, /by \((outcome, )?route\)/g, "by ($1service)")).toContain("FAILED");
    const whole = named(text, "while nothing is good");
    expect(whole.tests).toHaveLength(4);
    const fastest = { ...whole, tests: whole.tests.slice(0, 1) };
    expect(await ruleTestFailures(fastest.groups, fastest)).toBe("");
    expect(await failures(fastest, /< bool 5/g, "> bool 5")).toContain("FAILED");
  });
});
