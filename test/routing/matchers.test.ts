import { describe, expect, it } from "vitest";
import { matcherText, parseMatcher } from "../../src/routing/matchers.ts";
import { goRegExp } from "../../src/routing/regexp.ts";

describe("matchers", () => {
  it.each([
    ['team="payments"', { team: "payments" }, true],
    ["team = payments ", { team: "payments" }, true],
    ['team=""', {}, true],
    ['team!="payments"', {}, true],
    ['team=~"pay.+|"', {}, true],
    ['team=~"pay"', { team: "payments" }, false],
    ['team!~"pay.*"', { team: "payments" }, false],
    ['text="a\\"b\\\\c\\nd"', { text: 'a"b\\c\nd' }, true],
    ['text="\\d"', { text: "\\d" }, true],
  ])("%s of %j is %s", (text, labels, matches) => {
    expect(parseMatcher(text).matches(labels)).toBe(matches);
  });

  it.each(["", "team", "=a", 'team="a', 'team="a"b"', 'team=a"b', "1team=a"])("refuse %j", (text) => {
    expect(() => parseMatcher(text)).toThrow(TypeError);
  });

  it("are written as they are read", () => {
    for (const text of ['team="payments"', 'a!="x\\"y"', 'b=~"c|d"', 'e!~".*"']) {
      expect(matcherText(parseMatcher(text))).toBe(text);
    }
  });
});

describe("regular expressions", () => {
  it.each([
    ["a.c", "a\u2028c", true],
    ["a.c", "a\nc", false],
    ["(?P<name>a)b", "ab", true],
    ["a\\-b", "a-b", true],
    ["[a.]+", "a.", true],
    ["[a.]+", "ab", false],
    ["é😀.", "é😀😀", true],
  ])("%s on %j is %s, as in RE2", (source, text, matches) => {
    expect(goRegExp(source).test(text)).toBe(matches);
  });

  it("that only RE2 reads are refused, not misread", () => {
    expect(() => goRegExp("(?i)a")).toThrow(SyntaxError);
  });
});
