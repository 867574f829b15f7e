import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  escapeRegex,
  type LabelConditions,
  not,
  printMatchers,
  printPromql,
  selector,
  toMatchers,
} from "../../../src/query/promql/index.ts";
import { promqlErrors, promqlNodes } from "../../support/promql-grammar.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.constantFrom('"', "\\", '"}', '\\"', "\n", "\ud800", "${a}", "{{b}}"),
);

describe("matchers", () => {
  it.each<[LabelConditions, string]>([
    [{ code: "500" }, '{code="500"}'],
    [{ code: /5../ }, '{code=~"5.."}'],
    [{ code: ["500"] }, '{code="500"}'],
    [{ code: ["500", "5.3"] }, '{code=~"500|5\\\\.3"}'],
    [{ code: not("500") }, '{code!="500"}'],
    [{ code: not(/5../) }, '{code!~"5.."}'],
    [{ code: not(["a", "b"]) }, '{code!~"a|b"}'],
    [{ b: "1", a: "2" }, '{a="2",b="1"}'],
    [{ code: "" }, '{code=""}'],
    [{ path: /get/i }, '{path=~"(?i)get"}'],
    [{ path: /a.b/gsu }, '{path=~"(?s)a.b"}'],
    [{ code: undefined as never }, ""],
    [{}, ""],
  ])("of %j", (conditions, printed) => {
    expect(printMatchers(toMatchers(conditions))).toBe(printed);
  });

  it("leave what is no text for the schemas to refuse", () => {
    for (const odd of [5, null, true, [], [1, 2], {}, Symbol("a")]) {
      const [matcher, ...others] = toMatchers({ code: odd as never });
      expect(others).toEqual([]);
      expect(matcher?.operator).toBe("=");
      expect(typeof matcher?.value).not.toBe("string");
    }
    expect(toMatchers(null as never)).toEqual([]);
  });

  it("negate a negation", () => {
    expect(printMatchers(toMatchers({ code: not(not("500") as never) }))).toBe('{code="500"}');
    expect(printMatchers(toMatchers({ code: not(not(/5../) as never) }))).toBe('{code=~"5.."}');
  });

  it("are never ended by a value", () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const text = printPromql(selector("metric", toMatchers({ a: one, b: not([other, one]) })));
        expect(promqlErrors(text)).toEqual([]);
        const nodes = promqlNodes(text);
        expect(nodes.filter(({ name }) => name === "UnquotedLabelMatcher")).toHaveLength(2);
        expect(nodes.filter(({ name }) => name === "VectorSelector").map((node) => node.text)).toEqual([
          text,
        ]);
        expect(text).not.toContain("\n");
      }),
    );
  });

  it("hold the value that was given", () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const literal = promqlNodes(printPromql(selector("metric", toMatchers({ a: value })))).find(
          ({ name }) => name === "StringLiteral",
        );
        expect(JSON.parse(literal?.text ?? "null")).toBe(value.toWellFormed());
      }),
    );
  });
});

it("escapes text so that an expression matches it alone", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, other) => {
      const expression = new RegExp(`^(?:${escapeRegex(text)})$`);
      expect(expression.test(text)).toBe(true);
      expect(expression.test(other)).toBe(other === text);
    }),
  );
});
