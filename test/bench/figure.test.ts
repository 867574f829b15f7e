import { describe, expect, it } from "vitest";
import { atLeast, atMost, exactly, figureTable, told } from "../../bench/figure.ts";

describe("a figure", () => {
  it("holds up to its limit and not beyond", () => {
    expect(atMost("time", 5, 5).holds).toBe(true);
    expect(atMost("time", 5.001, 5).holds).toBe(false);
    expect(atLeast("ratio", 40, 40).holds).toBe(true);
    expect(atLeast("ratio", 39.9, 40).holds).toBe(false);
    expect(exactly("lost", 0, 0).holds).toBe(true);
    expect(exactly("lost", 1, 0).holds).toBe(false);
  });

  it("is missed when nothing could be measured", () => {
    expect(atMost("time", Number.NaN, 5).holds).toBe(false);
    expect(atLeast("ratio", Number.NaN, 5).holds).toBe(false);
  });
});

describe("the table of figures", () => {
  it("shows misses, fits 80 columns and breaks long names", () => {
    const table = figureTable([
      atMost("time of the whole synth of 1,000 services with three SLOs each, all stacks", 6.1234, 5, "s"),
      atMost("peak memory", 210.4, 500, "MB"),
      told("rules", 48_000),
    ]);
    expect(table).toMatchInlineSnapshot(`
      "figure                                          measured  aim             holds
      time of the whole synth of 1,000 services with
      three SLOs each, all stacks                       6.12 s  at most 5 s     MISSED
      peak memory                                       210 MB  at most 500 MB  yes
      rules                                              48000  -               -
      "
    `);
    expect(Math.max(...table.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("says why an aim is missed, and only then", () => {
    const why =
      "Node takes its time to start, and everything that is written is checked before, which takes longer.";
    const table = figureTable([atMost("time", 6, 5, "s", why), atMost("time", 4, 5, "s", why)]);
    expect(table).toMatchInlineSnapshot(`
      "figure  measured  aim          holds
      time         6 s  at most 5 s  MISSED
        why: Node takes its time to start, and everything that is written is checked
        before, which takes longer.
      time         4 s  at most 5 s  yes
      "
    `);
  });
});
