import { canonical, type JsonObject } from "../../../artifacts/index.ts";
import type { LogFieldName } from "../../../definitions/index.ts";
import { SPAN_ID, TIMESTAMP_NUMBER, TIMESTAMP_TEXT, TRACE_ID } from "./check-line.ts";
import type { LineContract } from "./line-contract.ts";
import { SPELLINGS } from "./severities.ts";

/**
 * A line's fields as a JSON Schema, for editors, tests of loggers and other languages. Field names are the dotted
 * ones that objects are flattened to. Of a field that has several names, the first that is there is judged; `null`
 * is as good as nothing.
 */
export function lineSchema(contract: LineContract, title: string): JsonObject {
  const { fields, own, prefix, required } = contract;
  const common = (Object.entries(fields) as [LogFieldName, readonly string[]][]).map(([field, names]) => ({
    field,
    names,
    required: required.includes(field),
    schema: commonSchema(contract, field),
  }));
  const owned = own.map(({ name, required: must, type }) => ({
    field: name,
    names: prefix === undefined ? [name] : [`${prefix}${name}`, name],
    required: must,
    schema: { type },
  }));
  const all = [...common, ...owned];
  return canonical({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    allOf: all.map(({ names, required: must, schema }) => firstOf(names, schema, must)),
    properties: Object.fromEntries(
      all.flatMap(({ field, names }) => names.map((name) => [name, { description: `${field} of the line` }])),
    ),
    title,
    type: "object",
  });
}

/** The first of the names that is there fits; one must be there where the field is required. */
function firstOf(names: readonly string[], schema: JsonObject, required: boolean): JsonObject {
  return names.reduceRight<JsonObject>(
    (otherwise, name) => ({
      else: otherwise,
      if: { properties: { [name]: { not: { type: "null" } } }, required: [name] },
      // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
      then: { properties: { [name]: schema } },
    }),
    required ? { not: {} } : {},
  );
}

function commonSchema({ levels }: LineContract, field: LogFieldName): JsonObject {
  switch (field) {
    case "message":
      return { type: "string" };
    case "severity": {
      const spellings = levels.flatMap((level) => SPELLINGS[level]);
      const numbers = spellings.filter((spelling) => /^\d+$/.test(spelling)).map(Number);
      const words = spellings.filter((spelling) => !/^\d+$/.test(spelling));
      return {
        anyOf: [{ enum: numbers }, { pattern: anyCase(words), type: "string" }],
      };
    }
    case "timestamp":
      return {
        anyOf: [
          { exclusiveMaximum: 1e10, minimum: 1e9, type: "number" },
          // Milli-, micro- and nanoseconds are whole.
          ...[1e12, 1e15, 1e18].map((minimum) => ({
            exclusiveMaximum: minimum * 10,
            minimum,
            type: "integer",
          })),
          { pattern: `${TIMESTAMP_TEXT}|${TIMESTAMP_NUMBER}`, type: "string" },
        ],
      };
    case "trace_id":
      return { pattern: TRACE_ID, type: "string" };
    case "span_id":
      return { pattern: SPAN_ID, type: "string" };
  }
}

/** JSON Schema's regular expressions have no flag for it. */
function anyCase(words: readonly string[]): string {
  const spelt = words.map((word) => [...word].map((letter) => `[${letter.toUpperCase()}${letter}]`).join(""));
  return `^(?:${spelt.join("|")})$`;
}
