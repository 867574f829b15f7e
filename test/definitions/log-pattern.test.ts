import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linePattern } from "../../src/definitions/index.ts";
import {
  asRe2,
  asRegExp,
  groupNames,
  linePatternSchema,
  secretPatternSchema,
} from "../../src/definitions/log-pattern.ts";
import { regexMatches } from "../../src/query/promql/index.ts";

const isTaken = (pattern: string) => secretPatternSchema.safeParse(pattern).success;

describe("a pattern of log lines", () => {
  it.each([
    "\\biban\\b\\s*\\d{10}",
    "\\\\1",
    "(?i)secret=[^\\s\\]]+",
    "a{2,1000}",
    "\\x41\\.",
    "[.\\-_]+",
    "(?P<a>b)",
  ])("is taken when both the collector and JavaScript read it: %s", (pattern) =>
    expect(isTaken(pattern)).toBe(true),
  );

  it.each([
    ["look-around", "a(?=b)"],
    ["a look-behind", "(?<!a)b"],
    ["a back-reference", "(a)\\1"],
    ["a named back-reference", "(?<a>b)\\k<a>"],
    ["an unknown escape", "\\y"],
    ["a code unit", "\\u0041"],
    ["a control character", "\\cA"],
    ["RE2's own escapes", "\\Aa\\z"],
    ["classes that one of them reads otherwise", "[[:alpha:]]+"],
    ["an empty class", "[]a"],
    ["a class of everything", "[^]"],
    ["a range that ends in a class", "[a-\\d]"],
    ["too many repetitions", "a{1001}"],
    ["a group's name of other letters", "(?<ünï>a)"],
    ["a bracket that is not closed", "(a"],
    ["a backslash at the end", "a\\"],
    ["what an empty text matches", "x*"],
    ["nothing", ""],
  ])("is refused for %s", (_what, pattern) => expect(isTaken(pattern)).toBe(false));

  it("means the same to both", () => {
    const atom = fc.constantFrom("a", "b", ".", "\\d", "\\w", "[ab]", "[^a]", "\\.", "(?:a|b)", "(?<g>a)");
    const piece = fc.tuple(atom, fc.constantFrom("", "*", "+", "?", "{2}")).map((parts) => parts.join(""));
    const pattern = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(""));
    const text = fc
      .array(fc.constantFrom("a", "b", "1", ".", "-"), { maxLength: 6 })
      .map((all) => all.join(""));
    fc.assert(
      fc.property(pattern, text, (source, tried) => {
        fc.pre(linePatternSchema.shape.pattern.safeParse(`(?<message>${source})`).success);
        expect(regexMatches(asRe2(source), tried)).toBe(asRegExp(`^(?:${source})$`).test(tried));
      }),
    );
  });

  it("keeps the flags that both have, and the parentheses that are escaped", () => {
    expect(linePattern(/^(?<message>err.*)$/gi).pattern).toBe("(?i)^(?<message>err.*)$");
    expect(asRe2("^\\(?<pri>(?<message>[(?<x>]+)$")).toBe("^\\(?<pri>(?P<message>[(?<x>]+)$");
    expect(asRegExp("(?i)^\\(?P<pri>(?P<message>.*)").exec("(P<PRI>hi")?.groups).toEqual({ message: "hi" });
    expect(groupNames("\\(?<a>(?<b>c)(?P<d>e)")).toEqual(["b", "d"]);
  });

  it("of a line has a group for the message", () => {
    expect(linePatternSchema.safeParse(linePattern(/^(?<message>.*)$/)).success).toBe(true);
    expect(linePatternSchema.safeParse(linePattern("\\(?<message>")).success).toBe(false);
  });
});
