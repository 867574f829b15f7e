import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleValue } from "../../../src/compile/slos/rule-tests/sample-text.ts";
import { type Matcher, matcherTakes } from "../../../src/query/promql/index.ts";

const matcher = (operator: Matcher["operator"], value: string): Matcher => ({ label: "l", operator, value });

describe("a sample of what matchers take", () => {
  it.each([
    "5..",
    "5\\d\\d",
    "[45]..",
    "500|503",
    "/api/(orders|carts)",
    "/api/v[0-9]+/.*",
    "GET|HEAD",
    "a{3}b?",
    "(2..|404)",
    "\\w+@shop\\.example",
    "(?:4(?:29|9[0-9])|5..)",
    "(?i)get|head",
    "(?P<kind>pay|refund)-[^a]{2,}",
    "/v[12]/(orders|carts)/(new|\\d{4}-x)?",
    "[^2].*",
    "a\\|b",
    "[a-z]+-[\\w.]+",
    "(a|b)(c|d)e",
  ])("is found for %s", (source) => {
    const found = sampleValue([matcher("=~", source)]);
    expect(found).toBeDefined();
    expect(matcherTakes(matcher("=~", source), found ?? "")).toBe(true);
  });

  it("is found beside what it must not be", () => {
    expect(sampleValue([matcher("!~", "5..|2..")])).toBe("404");
    expect(sampleValue([matcher("=~", "4..|5.."), matcher("!=", "400")])).toBe("500");
  });

  it("is never one that a matcher refuses", () => {
    const operators = fc.constantFrom<Matcher["operator"]>("=", "!=", "=~", "!~");
    const sources = fc.constantFrom("5..", "[a-c]+", "200|404", "", "x*", "a.c", "(", "GET");
    fc.assert(
      fc.property(fc.array(fc.tuple(operators, sources), { maxLength: 4 }), (pairs) => {
        const matchers = pairs.map(([operator, value]) => matcher(operator, value));
        const found = sampleValue(matchers);
        if (found !== undefined) {
          expect(matchers.every((one) => matcherTakes(one, found))).toBe(true);
        }
      }),
    );
  });
});
