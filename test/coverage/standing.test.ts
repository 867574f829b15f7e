import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasEnded, PILLARS, standing } from "../../src/coverage/index.ts";

const pillars = Object.fromEntries(
  PILLARS.map((pillar) => [pillar, { covered: pillar === "slo", note: "" }]),
);
const row = {
  pillars: pillars as Record<(typeof PILLARS)[number], { covered: boolean; note: string }>,
  required: ["slo", "logs", "errors"] as const,
  waivers: [
    { pillar: "errors", reason: "Soon.", until: "2027-01-31" },
    { pillar: "slo", reason: "Had none.", until: "2027-01-31" },
    { pillar: "probe", reason: "Nobody asks.", until: "2027-01-31" },
  ],
};

describe("how a service stands with a pillar", () => {
  it("is told of what is there, missing, waived, and not asked for", () => {
    const stands = (today: string) =>
      (["slo", "logs", "errors", "probe", "owner"] as const).map((pillar) => standing(row, pillar, today));
    expect(stands("2027-01-31")).toEqual(["covered", "missing", "waived", "optional", "optional"]);
    expect(stands("2027-02-01")).toEqual(["covered", "missing", "missing", "optional", "optional"]);
  });
});

describe("a waiver", () => {
  it("holds to the end of its last day in UTC, and no second longer", () => {
    const DAY = 86_400_000;
    const days = fc.integer({ min: Date.UTC(1970, 0, 1) / DAY, max: Date.UTC(9999, 11, 31) / DAY });
    const text = (time: number) => new Date(time).toISOString().slice(0, 10);
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: -800, max: 800 }),
        fc.integer({ min: 0, max: DAY - 1 }),
        (day, away, time) => {
          const now = (day + away) * DAY + time;
          fc.pre(now >= 0 && now < Date.UTC(10_000, 0, 1));
          expect(hasEnded({ until: text(day * DAY) }, text(now))).toBe(now >= (day + 1) * DAY);
        },
      ),
    );
  });
});
