import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sarifReport } from "../../../src/cli/report/sarif.ts";
import { type Diagnostic, type DiagnosticCode, diagnosticCodes } from "../../../src/diagnostics/index.ts";

const SCHEMA = new URL("../../../contracts/sarif/sarif-2.1.0.json", import.meta.url);

// Of draft 4, whose name Ajv does not know, with a pattern that no regular expression of Unicode takes.
const { $schema: _, id: _id, ...schema } = JSON.parse(readFileSync(SCHEMA, "utf8"));
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
formats.default(ajv);
const validate = ajv.compile(schema);

/** What the standard's schema says of a report, as it is written. */
function problems(
  diagnostics: readonly Diagnostic[],
  config = "/shop/crowsnest.config.ts",
): readonly string[] {
  const log: unknown = JSON.parse(JSON.stringify(sarifReport(diagnostics, "/shop", config, "1.2.3")));
  validate(log);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const plain: Diagnostic = {
  code: "invalid-value",
  severity: "error",
  path: "services.checkout",
  message: "not a number",
  hint: "Write a number.",
  source: { file: "/shop/services/checkout.ts", line: 3, column: 5 },
};

describe("the schema of SARIF", () => {
  it("takes a report of every code, and of none", () => {
    const codes = Object.entries(diagnosticCodes);
    expect(codes.length).toBeGreaterThan(50);
    const every = codes.map(([code, { severity }]) => ({ ...plain, code: code as DiagnosticCode, severity }));
    expect(problems(every)).toEqual([]);
    expect(problems([])).toEqual([]);
  });

  it("refuses what is none", () => {
    const log = sarifReport([plain], "/shop", "/shop/crowsnest.config.ts", "1.2.3");
    expect(validate({ ...log, version: "2.0.0" })).toBe(false);
    expect(validate({ ...log, runs: [{ ...log.runs[0], tool: {} }] })).toBe(false);
    expect(problems([{ ...plain, source: { file: "/shop/a.ts", line: 0, column: 1 } }])).toHaveLength(1);
  });

  it.each<[string, Partial<Diagnostic>]>([
    ["no place", { source: null }],
    ["a place outside of the checkout", { source: { file: "/elsewhere/a b#c?.ts", line: 1, column: 1 } }],
    ["a place on a drive of Windows", { source: { file: "C:\\shop\\a.ts", line: 1, column: 1 } }],
    ["half of a character in a file's name", { source: { file: "/shop/\ud800.ts", line: 1, column: 1 } }],
    ["control characters", { message: "\u0000\u001b[31m\u202e\r\n{0} [a](javascript:b) %s" }],
    ["half of a character", { message: "\udc00", hint: "\ud800", path: "services.\ud800" }],
    ["nothing to say", { message: "", hint: "", path: "" }],
  ])("takes %s", (_, change) => {
    expect(problems([{ ...plain, ...change }])).toEqual([]);
    expect(problems([{ ...plain, ...change }], "/elsewhere/crowsnest.config.ts")).toEqual([]);
  });

  it("takes whatever is said of whatever file", () => {
    const texts = fc.string({ unit: "binary", maxLength: 40 });
    const position = fc.integer({ min: 1, max: 1_000_000 });
    const found = fc.record({
      code: fc.constantFrom(...(Object.keys(diagnosticCodes) as DiagnosticCode[])),
      severity: fc.constantFrom("error", "warning", "info"),
      path: texts,
      message: texts,
      hint: texts,
      source: fc.option(
        fc.record({
          file: texts.map((name) => `/shop/${name}`),
          line: position,
          column: position,
        }),
      ),
    });
    fc.assert(
      fc.property(fc.array(found, { maxLength: 5 }), (diagnostics) => {
        expect(problems(diagnostics as readonly Diagnostic[])).toEqual([]);
      }),
    );
  });
});
