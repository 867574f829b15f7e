import { describe, expect, it } from "vitest";
import { serviceArtifact } from "../../src/compile/inventory/index.ts";
import { detections } from "../../src/preview/detection.ts";
import { seconds, span } from "../../src/preview/durations.ts";
import { fullService } from "../support/services.ts";

const [availability, latency] = serviceArtifact(fullService()).slos;
if (availability === undefined || latency === undefined) throw new Error("the fixture has SLOs");

describe("the time until an outage is told", () => {
  it("is the workbook's: 14.4 times a budget of 0.1 % over an hour take 52 s when everything fails", () => {
    const [all, tenth, hundredth] = detections(availability);
    expect(all?.page).toBeCloseTo(51.84);
    expect(tenth?.page).toBeCloseTo(518.4);
    expect(hundredth?.page).toBeCloseTo(12_960);
  });

  it("is never for what a tier can never see", () => {
    const [half] = detections(latency, [0.005]);
    expect(half).toEqual({ share: 0.005, page: undefined, any: undefined });
  });
});

describe("spans of time", () => {
  it.each([
    ["5m", 300],
    ["1h30m", 5_400],
    ["500ms", 0.5],
    ["1w", 604_800],
  ])("reads %s", (text, expected) => {
    expect(seconds(text)).toBe(expected);
  });

  it.each([
    [0.2, "1 s"],
    [51.84, "52 s"],
    [518.4, "8 min 38 s"],
    [3_600, "1 h"],
    [108_000, "1 d 6 h"],
  ])("says %s s as %s", (value, expected) => {
    expect(span(value)).toBe(expected);
  });
});
