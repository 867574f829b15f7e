import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { compileDefinition } from "../../src/cli/pipeline.ts";
import { environmentRuleTests } from "../../src/cli/rule-tests.ts";
import { availability, counter, errorRatio, override, promql } from "../../src/definitions/index.ts";
import { serviceOf, servicesOf } from "../support/definitions.ts";
import { tool } from "../support/tools.ts";
import { crowsnest, workspace } from "./support.ts";

describe("crowsnest test", () => {
  it("runs the tests that are made with the rules", async () => {
    const tools = await Promise.all([tool("promtool"), tool("amtool")]);
    const folder = workspace("valid");
    const people = await crowsnest(folder, ["test"], {
      PATH: tools.map(({ path }) => dirname(path)).join(":"),
    });
    expect(people).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^\d+ tests of \d+ SLOs?: all passed\.\n[1-9]\d+ tests of the routes: all passed\.\n$/,
      ),
      stderr: "",
    });
  });

  it("says how to get its tools where there are none", async () => {
    const folder = workspace("valid");
    const people = await crowsnest(folder, ["test"], { PATH: folder });
    expect(people).toMatchObject({ code: 1, stdout: "" });
    expect(people.stderr).toMatch(
      /^Nothing was tested\. There is no promtool\. .+ There is no amtool\. .+path\.\n$/,
    );
    expect(people.stderr).toContain("https://prometheus.io/download");
    const program = await crowsnest(folder, ["test", "--json"], {
      CROWSNEST_PROMTOOL: "/nowhere/promtool",
    });
    expect(program).toMatchObject({ code: 1, stderr: "" });
    expect(JSON.parse(program.stdout)).toMatchObject({
      refusal: expect.stringContaining("CROWSNEST_PROMTOOL"),
      results: [],
      routes: [],
    });
  });

  it("tests the rules that are applied", () => {
    const { diagnostics, ...made } = compileDefinition(
      servicesOf(
        serviceOf({
          metrics: { events: counter("events_total", { labels: ["code"] }) },
          overrides: [
            override("ErrorBudgetBurn/availability/page-slow", { disable: true, reason: "OPS-311" }),
            override("ServiceTargetsDown", { disable: true, reason: "OPS-312" }),
          ],
          slos: ({ events }) => [availability({ objective: "99", total: events, bad: { code: /5../ } })],
        }),
      ),
    );
    expect(diagnostics).toEqual([]);
    if (made.workspace === undefined) throw new Error("nothing was compiled");
    const [production] = environmentRuleTests({ diagnostics, file: "", ...made });
    const applied = production?.artifacts.teams.flatMap(({ prometheusRules }) =>
      prometheusRules.flatMap(({ groups }) => groups),
    );
    const tested = production?.tests.flatMap(({ groups }) => groups);
    expect(tested?.map(({ name }) => name)).toEqual(["checkout.slo.availability"]);
    expect(applied).toEqual(expect.arrayContaining([...(tested ?? [])]));
    expect(JSON.stringify(tested)).not.toContain("page-slow");
  });

  it("names what has no tests, and why", () => {
    const { diagnostics, ...made } = compileDefinition(
      servicesOf(
        serviceOf({
          metrics: { errors: counter("errors_total"), events: counter("events_total") },
          slos: [
            errorRatio({ objective: "99", name: "constant", ratio: promql("vector(0.001)") }),
            errorRatio({
              objective: "99",
              name: "long",
              ratio: promql("sum(rate(errors_total[6h])) / sum(rate(events_total[6h]))"),
            }),
            errorRatio({
              objective: "99",
              name: "short",
              ratio: promql("sum(rate(errors_total[5m])) / sum(rate(events_total[5m]))"),
            }),
          ],
        }),
      ),
    );
    expect(diagnostics).toEqual([]);
    if (made.workspace === undefined) throw new Error("nothing was compiled");
    const [production] = environmentRuleTests({ diagnostics, file: "", ...made });
    expect(
      production?.untested.map(({ alert, name, reason }) => `${name} ${alert}: ${reason}`),
    ).toMatchInlineSnapshot(`
      [
        "checkout.constant null: no series come to mind for what it selects",
        "checkout.long ErrorBudgetBurn/long/page-fast: one would go on for more than a thousand evaluations",
        "checkout.long ErrorBudgetBurn/long/page-slow: one would go on for more than a thousand evaluations",
        "checkout.long ErrorBudgetBurn/long/ticket-fast: one would go on for more than a thousand evaluations",
        "checkout.long ErrorBudgetBurn/long/ticket-slow: one would go on for more than a thousand evaluations",
      ]
    `);
    expect(production?.tests.map(({ name, tests }) => [name, tests.length > 0])).toMatchInlineSnapshot(`
      [
        [
          "checkout.long",
          true,
        ],
        [
          "checkout.short",
          true,
        ],
      ]
    `);
  });
});
