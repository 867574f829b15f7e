import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  durationMilliseconds,
  durationSeconds,
  formatDuration,
  isDuration,
} from "../../../src/query/promql/index.ts";

describe("durations", () => {
  it.each([
    ["1ms", 1],
    ["1s", 1_000],
    ["5m", 300_000],
    ["1h30m", 5_400_000],
    ["1d", 86_400_000],
    ["4w", 2_419_200_000],
    ["1y", 31_536_000_000],
    ["1y2w3d4h5m6s7ms", 33_019_506_007],
    ["0s", 0],
    ["007s", 7_000],
  ])("%s is %i milliseconds", (text, milliseconds) => {
    expect(durationMilliseconds(text)).toBe(milliseconds);
  });

  it.each([
    "",
    " ",
    "s",
    "5",
    "5 m",
    "-5m",
    "+5m",
    "1.5h",
    "1m1h",
    "1m1m",
    "5M",
    "5min",
    "5m ",
    "5m\n",
    "٥m",
    "1e3s",
  ])("%j is none", (text) => {
    expect(durationMilliseconds(text)).toBeUndefined();
    expect(isDuration(text)).toBe(false);
    expect(() => durationSeconds(text)).toThrow("not a Prometheus duration");
  });

  it("must be longer than zero where a user writes one", () => {
    expect(isDuration("0s")).toBe(false);
    expect(isDuration("1ms")).toBe(true);
  });

  it.each([
    [2_419_200, "28d"],
    [604_800, "7d"],
    [86_400, "1d"],
    [3_600, "1h"],
    [5_400, "90m"],
    [90, "90s"],
    [1, "1s"],
    [0.25, "250ms"],
    [1.5, "1500ms"],
  ])("%d seconds are written %s", (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it("are read as they were written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 12 }), (milliseconds) => {
        expect(durationMilliseconds(formatDuration(milliseconds / 1_000))).toBe(milliseconds);
      }),
    );
  });
});
