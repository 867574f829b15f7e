import { describe, expect, it } from "vitest";
import { canonicalOffence, type RuleGroup } from "../../../src/artifacts/index.ts";
import { sloRuleGroups } from "../../../src/compile/slos/index.ts";
import { lintedRules } from "../../support/promtool.ts";
import { environmentOf, fullService, objectives } from "../../support/services.ts";

const checkout = fullService();
const [targets, ...groups] = sloRuleGroups(environmentOf([checkout]), checkout);

function rulesOf(group: RuleGroup | undefined) {
  return (group?.rules ?? []).map((rule) =>
    "record" in rule
      ? `${rule.record}${rule.labels.outcome === undefined ? "" : ` ${rule.labels.outcome}`}`
      : [rule.alert, rule.labels.tier, rule.labels.factor, rule.labels.long, rule.labels.short]
          .filter((part) => part !== undefined)
          .join(" "),
  );
}

describe("the rules of an SLO", () => {
  it("are fewer than 17", () => {
    expect(rulesOf(groups[0])).toMatchInlineSnapshot(`
      [
        "slo:events:increase5m total",
        "slo:events:increase5m bad",
        "slo:events:increase30m",
        "slo:events:increase1h",
        "slo:events:increase6h",
        "slo:events:increase1d",
        "slo:events:increase3d",
        "slo:events:increase30d",
        "slo:error_budget:ratio",
        "slo:error_budget_remaining:period",
        "ErrorBudgetBurn page-fast 14.4 1h 5m",
        "ErrorBudgetBurn page-slow 6 6h 30m",
        "ErrorBudgetBurn ticket-fast 3 1d 2h",
        "ErrorBudgetBurn ticket-slow 1 3d 6h",
        "ErrorBudgetExhausted",
        "SloMetricVanished",
      ]
    `);
    expect(groups).toHaveLength(objectives.length);
    for (const { rules } of groups) {
      expect(rules.length).toBeLessThan(17);
    }
  });

  it("pass promtool's lint", async () => {
    expect(targets).toBeDefined();
    expect(await lintedRules([targets as RuleGroup, ...groups])).toEqual({
      code: 0,
      stdout: expect.stringContaining("SUCCESS"),
      stderr: "",
    });
  });

  it("are canonical", () => {
    expect(groups.length).toBeGreaterThan(0);
    expect(canonicalOffence(groups)).toBeUndefined();
  });

  it("write the objective and the budget as exact decimals", () => {
    const budget = groups[0]?.rules.find(
      (rule) => "record" in rule && rule.record === "slo:error_budget:ratio",
    );
    expect(budget).toMatchObject({ expr: "vector(0.001)", labels: { objective: "0.999" } });
  });

  it("keep their names whoever owns the service", () => {
    const moved = fullService({ team: "orders" });
    const expressions = (all: readonly RuleGroup[]) =>
      all.flatMap(({ rules }) => rules.map(({ expr }) => expr));
    expect(expressions(sloRuleGroups(environmentOf([moved]), moved).slice(1))).toEqual(expressions(groups));
  });
});
