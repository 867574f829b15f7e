import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Diagnostic,
  diagnostic,
  diagnosticCodes,
  hasErrors,
  sortDiagnostics,
} from "../../src/diagnostics/index.ts";

const at = (file: string, line: number, path = "a", message = "m"): Diagnostic =>
  diagnostic("invalid-value", { path, message, hint: "h", source: { file, line, column: 1 } });

describe("every code", () => {
  const codes = Object.entries(diagnosticCodes);

  it("says what happened, why it matters, and both ways to write it", () => {
    expect(codes.length).toBeGreaterThan(20);
    for (const [code, info] of codes) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)+$/);
      for (const key of ["title", "why", "wrong", "right"] as const) {
        expect(info[key].trim(), `${code}.${key}`).not.toBe("");
      }
      expect(info.wrong, code).not.toBe(info.right);
      expect(info.title, code).not.toMatch(/\.$/);
      expect(info.why, code).toMatch(/\.$/);
    }
    expect(new Set(codes.map(([, { title }]) => title)).size).toBe(codes.length);
  });
});

describe("a diagnostic", () => {
  it("has the severity of its code, and no source unless it is known", () => {
    expect(diagnostic("unknown-key", { path: "a", message: "m", hint: "h" })).toEqual({
      code: "unknown-key",
      severity: "error",
      path: "a",
      message: "m",
      hint: "h",
      source: null,
    });
  });

  it("can be printed, whatever it quotes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 3_000 }), (text) => {
        const { path, message, hint } = diagnostic("unknown-key", { path: text, message: text, hint: text });
        for (const printed of [path, message, hint]) {
          expect(printed.isWellFormed()).toBe(true);
          expect(
            [...printed].every((character) => character === "\n" || !/\p{Cc}|\u2028|\u202e/u.test(character)),
          ).toBe(true);
        }
      }),
    );
    expect(
      diagnostic("unknown-key", { path: "\u001b[2J\u0007\u009b", message: "ä€🙂", hint: "a\nb" }),
    ).toMatchObject({
      path: "\\u001b[2J\\u0007\\u009b",
      message: "ä€🙂",
      hint: "a\nb",
    });
  });
});

describe("sorting", () => {
  it("goes by file, line and path, and says nothing twice", () => {
    const sorted = [at("a.ts", 2), at("a.ts", 10, "a"), at("a.ts", 10, "b"), at("b.ts", 1)];
    const [first, second, third, fourth] = sorted as [Diagnostic, Diagnostic, Diagnostic, Diagnostic];
    expect(sortDiagnostics([fourth, third, first, second, third, at("a.ts", 2)])).toEqual(sorted);
  });

  it("puts what has no source first, and is the same for every order", () => {
    const nowhere = diagnostic("unknown-key", { path: "z", message: "m", hint: "h" });
    const all = [at("b.ts", 1), nowhere, at("a.ts", 3, "p", "n"), at("a.ts", 3)];
    expect(sortDiagnostics(all)[0]).toBe(nowhere);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(sortDiagnostics(shuffled)).toEqual(sortDiagnostics(all));
      }),
    );
  });

  it("knows whether anything forbids going on", () => {
    expect(hasErrors([])).toBe(false);
    expect(hasErrors([{ ...at("a.ts", 1), severity: "warning" }])).toBe(false);
    expect(hasErrors([at("a.ts", 1)])).toBe(true);
  });
});
