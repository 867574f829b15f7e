import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LogqlExpr, parseLogql, printLogql } from "../../../src/query/logql/index.ts";

function parsed(text: string): LogqlExpr {
  const { expr, problems } = parseLogql(text);
  if (expr === undefined) {
    throw new Error(`${text}: ${problems.map(({ message }) => message).join("; ")}`);
  }
  return expr;
}

const valid = [
  '{app="x"}',
  '{app="x", level=~"error|fatal"} |= "timeout" != "retry" |~ "a.*b" !~ "c"',
  '{app="x"} |= "a" or "b"',
  '{app="x"} | json | status >= 500',
  '{app="x"} | logfmt | level="error" and duration > 5s or size < 1KB',
  '{app="x"} | json status="response.code", path="request.path"',
  '{app="x"} | pattern "<ip> - <method>" | line_format "{{.method}}"',
  '{app="x"} | regexp "(?P<code>\\\\d+)" | label_format level=severity, other="{{.a}}"',
  '{app="x"} | unpack | drop a, b | keep c | decolorize',
  'sum by (level) (rate({app="x"} | json | __error__="" [5m]))',
  'count_over_time({app="x"} |= "x" [5m] offset 1h) > 10',
  'quantile_over_time(0.99, {app="x"} | json | unwrap duration(latency) [5m]) by (route)',
  'topk(5, sum by (route) (rate({app="x"}[5m])))',
  'sum(rate({app="x"}[5m])) / sum(rate({app="y"}[5m])) * 100',
];

const invalid = [
  '{app="x"',
  '{app="x"} | json |',
  '{app="x"} | status >',
  'rate({app="x"})',
  '{app=~"("}',
  "",
  '{app="x"} |~ "(?!a)"',
];

describe("parseLogql", () => {
  it.each(valid)("reads %s, and prints it the same ever after", (text) => {
    const printed = printLogql(parsed(text));
    expect(parsed(printed)).toEqual(parsed(text));
    expect(printLogql(parsed(printed))).toBe(printed);
  });

  it.each(invalid)("says what is wrong with %j", (text) => {
    expect(parseLogql(text).problems).not.toEqual([]);
  });

  it("makes a typed tree", () => {
    expect(parsed('{app="x"} |= "a" | json | status >= 500')).toEqual({
      kind: "lines",
      matchers: [{ label: "app", operator: "=", value: "x" }],
      stages: [
        { kind: "lineFilter", operator: "|=", values: ["a"] },
        { kind: "parser", name: "json" },
        {
          kind: "labelFilter",
          filter: { kind: "comparison", label: "status", operator: ">=", value: { literal: "500" } },
        },
      ],
    });
  });

  it("lets no text of a user end its literal", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }).filter((text) => text.isWellFormed()),
        (value) => {
          const expr: LogqlExpr = {
            kind: "lines",
            matchers: [{ label: "app", operator: "=", value }],
            stages: [
              { kind: "lineFilter", operator: "|=", values: [value] },
              { kind: "lineFormat", template: value },
            ],
          };
          expect(parsed(printLogql(expr))).toEqual(expr);
        },
      ),
      { numRuns: 300, seed: 20261125 },
    );
  });
});
