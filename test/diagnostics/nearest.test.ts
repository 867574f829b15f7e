import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearest, suggest } from "../../src/diagnostics/index.ts";

describe("nearest", () => {
  it.each([
    ["objectiv", ["objective", "window"], "objective"],
    ["teir", ["team", "tier"], "tier"],
    ["prod", ["staging", "production"], "production"],
    ["PAYMENTS", ["payments"], "payments"],
    ["statuscode", ["method", "status_code"], "status_code"],
    ["a", ["b"], "b"],
    ["checkout", ["catalog", "search"], undefined],
    ["x", [], undefined],
    ["", ["a"], "a"],
  ])("of %j in %j is %j", (text, candidates, expected) => {
    expect(nearest(text, candidates)).toBe(expected);
  });

  it("is the text itself when that is there", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), fc.nat(), (candidates, index) => {
        const text = candidates[index % candidates.length] ?? "";
        expect(nearest(text, candidates)?.toLowerCase().startsWith(text.toLowerCase())).toBe(true);
      }),
    );
  });

  it("does not take long over long texts", () => {
    expect(nearest("x".repeat(200_000), ["objective", "x".repeat(5)])).toBeUndefined();
  });
});

describe("suggest", () => {
  it("names the nearest, else what there is, else that there is nothing", () => {
    expect(suggest("teir", ["tier"])).toBe('Did you mean "tier"?');
    expect(suggest("zzzzzz", ["b", "a"])).toBe('Known: "a", "b".');
    expect(suggest("a", [])).toBe("There is none to choose from.");
  });

  it("does not list all of many", () => {
    const many = Array.from({ length: 1_000 }, (_, index) => `service-${String(index).padStart(3, "0")}`);
    expect(suggest("zzzzzz", many)).toMatch(/^Known: "service-000", .*"service-011" and 988 more\.$/);
  });
});
