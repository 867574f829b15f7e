import { describe, expect, it } from "vitest";
import { grokPattern, javaPattern } from "../../../../src/compile/logs/elasticsearch/patterns.ts";

describe("patterns of RE2 as Java reads them", () => {
  it.each([
    ["IBAN-[A-Z0-9]+", "IBAN-[A-Z0-9]+"],
    ["(?i)\\bbearer\\s+[A-Za-z0-9._~+/=-]{16,}", "(?i)\\bbearer\\s+[A-Za-z0-9._~+/=-]{16,}"],
    // Java would begin a class inside of the class.
    ["[[a-z]", "[\\[a-z]"],
    ["[]a]", "[\\]a]"],
    ["[^]a]", "[^\\]a]"],
    ["a[b&&c]", "a[b&\\&c]"],
    ["a&&b", "a&&b"],
    ["[[:digit:]x]", "[\\p{Digit}x]"],
    ["[[:^digit:]]", "[\\P{Digit}]"],
    ["\\[[^\\]]+\\]", "\\[[^\\]]+\\]"],
  ])("%s", (pattern, java) => {
    expect(javaPattern(pattern)).toBe(java);
  });
});

describe("patterns of lines as grok reads them", () => {
  it.each([
    [
      "^(?<timestamp>\\S+) (?P<message>.*)$",
      "^(?<crowsnest_group_timestamp>\\S+) (?<crowsnest_group_message>.*)$",
    ],
    ["(?is)^(?<message>.*)", "(?i)^(?<crowsnest_group_message>.*)"],
    ["(?s)^(?<message>.*)", "^(?<crowsnest_group_message>.*)"],
    // A reference to grok's own library.
    ["%{WORD} (?<message>.*)", "%\\{WORD} (?<crowsnest_group_message>.*)"],
  ])("%s", (pattern, grok) => {
    expect(grokPattern(pattern)).toBe(grok);
  });
});
