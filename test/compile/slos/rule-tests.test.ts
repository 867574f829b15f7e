import { describe, expect, it } from "vitest";
import type { RuleGroup } from "../../../src/artifacts/index.ts";
import { ruleTests } from "../../../src/compile/slos/rule-tests/index.ts";
import { metricHandles } from "../../../src/definitions/handles.ts";
import {
  availability,
  composite,
  counter,
  gauge,
  latency,
  logEvents,
  nativeHistogram,
  not,
  probe,
  type Slo,
  uptime,
} from "../../../src/definitions/index.ts";
import { ruleTestFailures } from "../../support/promtool.ts";
import { catalog, environmentOf, objectives, service } from "../../support/services.ts";

const metrics = {
  ...catalog,
  delivered: counter("mails_delivered_total"),
  lost: counter("mails_lost_total"),
  healthy: gauge("replication_healthy"),
  rpc: nativeHistogram("rpc_duration_seconds"),
};
const handles = metricHandles(metrics);

function testsOf(slos: readonly Slo[], overrides: Parameters<typeof service>[0] = {}) {
  return ruleTests(environmentOf([service({ metrics, slos, ...overrides })]));
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
        "checkout availability: nothing fires while the service is idle",
        "checkout availability: page-fast fires for errors whose series is born with them",
        "checkout availability: nothing fires for a single error of few events",
        "checkout availability: its targets are gone",
      ]
    `);
  });

  it.each(
    testsOf([
      ...objectives,
      availability({ name: "mails", objective: "99", good: handles.delivered, bad: handles.lost }),
      availability({ name: "mails-of", objective: "95", total: handles.delivered, bad: handles.lost }),
      availability({
        name: "by-route",
        objective: "99.999",
        window: "7d",
        total: handles.requests.where({ method: not("GET") }),
        bad: { status_code: ["500", "503"] },
        by: ["route"],
      }),
      latency({ name: "rpc-native", objective: "99", of: handles.rpc, within: "750ms" }),
      uptime({ objective: "99.5", of: handles.healthy }),
      probe({ objective: "99", url: "https://shop.example/", within: "2s" }),
      // Of 120 probes an hour, fewer are bad at the threshold than the five that are no accident.
      probe({ name: "probe-strict", objective: "99.9", url: "https://shop.example/" }),
      logEvents({ objective: "99", bad: "|= `lost`" }),
      composite({ objective: "99", of: { availability: 3, mails: 1 } }),
    ]).map((tests) => [tests.name, tests] as const),
  )("pass for %s", async (_, tests) => {
    expect(tests.tests.length).toBeGreaterThan(5);
    // Hours of slow tiers take as long as all the rest; they differ by their windows only, so that one SLO has them.
    const all = tests.name === "checkout.availability";
    const quick = tests.tests.filter(({ name }) => all || !String(name).includes("ticket"));
    expect(await ruleTestFailures(tests.groups, { ...tests, tests: quick })).toBe("");
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
  });
});
