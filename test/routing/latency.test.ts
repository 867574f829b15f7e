import { describe, expect, it } from "vitest";
import { latencyBound } from "../../src/routing/index.ts";

const fast = {
  detection: 0,
  scrapeInterval: 5,
  scrapeTimeout: 3,
  evaluationInterval: 5,
  for: 5,
  groupWait: 0,
  groupInterval: 10,
};

describe("the latency bound", () => {
  it("is the sum of every wait", () => {
    expect(latencyBound(fast)).toEqual({
      seconds: 29,
      costliest: { cause: "grouping", seconds: 10 },
      terms: [
        { cause: "scrape", seconds: 5 },
        { cause: "scrape timeout", seconds: 3 },
        { cause: "evaluation", seconds: 5 },
        { cause: "for", seconds: 5 },
        { cause: "grouping", seconds: 10 },
        { cause: "delivery", seconds: 1 },
      ],
    });
  });

  it.each([
    [0, 0],
    [1, 5],
    [5, 5],
    [6, 10],
  ])("lets `for` of %i s end at an evaluation, after %i s", (pending, seconds) => {
    expect(latencyBound({ ...fast, for: pending }).seconds).toBe(24 + seconds);
  });

  it("waits for a group's tick or its first wait, whichever is longer", () => {
    expect(latencyBound({ ...fast, groupWait: 30 }).costliest).toEqual({ cause: "grouping", seconds: 30 });
  });
});
