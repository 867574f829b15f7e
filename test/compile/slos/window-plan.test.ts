import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sloPlan } from "../../../src/compile/slos/plan.ts";
import { windowName, windowParts } from "../../../src/compile/slos/window-plan.ts";
import { type AlertPolicy, defineAlertPolicy, workbookPolicy } from "../../../src/definitions/index.ts";

function policy(...tiers: readonly (readonly [long: string, short: string])[]): AlertPolicy {
  const burnRate = tiers.map(([long, short], index) => ({
    name: `tier-${index}`,
    severity: "critical" as const,
    budget: "2%",
    long,
    short,
  }));
  return defineAlertPolicy({ name: "windows", burnRate });
}

function described(alertPolicy: AlertPolicy, period: string): readonly string[] {
  return sloPlan(alertPolicy, period).recorded.map(({ seconds, parts }) => {
    const counts = new Map<string, number>();
    for (const part of parts) {
      counts.set(windowName(part.seconds), (counts.get(windowName(part.seconds)) ?? 0) + 1);
    }
    return `${windowName(seconds)} = ${[...counts].map(([name, count]) => `${count} x ${name}`).join(" + ")}`;
  });
}

describe("the windows of a plan", () => {
  it("are found also when more than a dozen are each half of the next", () => {
    const doubled = Array.from({ length: 13 }, (_, power) => [`${5 * 2 ** power}m`, "5m"] as const);
    const { recorded } = sloPlan(policy(...doubled), `${5 * (2 ** 13 - 1)}m`);
    expect(recorded.at(-1)?.parts).toHaveLength(13);
  });

  it("are sums of shorter ones, by the workbook", () => {
    expect(described(workbookPolicy, "30d")).toEqual([
      "30m = 6 x 5m",
      "1h = 2 x 30m",
      "6h = 6 x 1h",
      "1d = 4 x 6h",
      "3d = 3 x 1d",
      "30d = 10 x 3d",
    ]);
  });

  it("have one spelling for one length", () => {
    expect(described(workbookPolicy, "4w")).toEqual(described(workbookPolicy, "28d"));
    expect(described(workbookPolicy, "28d").at(-1)).toBe("28d = 9 x 3d + 1 x 1d");
  });

  it("get one between when there would be too many parts", () => {
    expect(described(workbookPolicy, "90d").slice(-2)).toEqual(["18d = 6 x 3d", "90d = 5 x 18d"]);
    expect(described(policy(["1d", "1h"]), "30d")).toEqual([
      "1h = 12 x 5m",
      "5h = 5 x 1h",
      "1d = 4 x 5h + 4 x 1h",
      "6d = 6 x 1d",
      "30d = 5 x 6d",
    ]);
  });

  it("have a step that divides them all", () => {
    expect(sloPlan(policy(["1h", "5m"]), "30d").stepSeconds).toBe(300);
    expect(sloPlan(policy(["1h", "4m"]), "30d").stepSeconds).toBe(60);
  });

  it("leave out tiers that are longer than the period", () => {
    expect(sloPlan(workbookPolicy, "1d").tiers.map(({ tier, factor }) => [tier.name, factor])).toEqual([
      ["page-fast", "1"],
      ["page-slow", "1"],
      ["ticket-fast", "1"],
    ]);
  });

  it("cover the window end to end, whatever the policy", () => {
    const minutes = fc.integer({ min: 1, max: 12 * 24 * 3 }).map((steps) => steps * 5);
    const tier = fc
      .tuple(minutes, minutes)
      .map(([a, b]) => [`${Math.max(a, b)}m`, `${Math.min(a, b)}m`] as const);
    fc.assert(
      fc.property(
        fc.array(tier, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 400 }),
        (tiers, days) => {
          const plan = sloPlan(policy(...tiers), `${days}d`);
          expect(plan.recorded.length).toBeGreaterThan(0);
          const seen = new Set([plan.stepSeconds]);
          for (const { seconds, parts } of plan.recorded) {
            let covered = 0;
            for (const part of parts) {
              expect(seen).toContain(part.seconds);
              expect(part.offsetSeconds).toBe(covered);
              covered += part.seconds;
            }
            expect(covered).toBe(seconds);
            expect(parts.length).toBeLessThanOrEqual(12);
            seen.add(seconds);
          }
          for (const { longSeconds, shortSeconds } of plan.tiers) {
            expect(windowParts(plan, longSeconds)).toHaveLength(1);
            expect(windowParts(plan, shortSeconds).length).toBeLessThanOrEqual(3);
          }
        },
      ),
    );
  });
});
