import { canonical, type JsonObject } from "../../../artifacts/index.ts";
import type { LogFieldName } from "../../../definitions/index.ts";
import { SPAN_ID, TIMESTAMP_NUMBER, TIMESTAMP_TEXT, TRACE_ID } from "./check-line.ts";
import type { LineContract } from "./line-contract.ts";
import { SPELLINGS } from "./severities.ts";

/**
 * A line's fields as a JSON Schema, for editors, tests of loggers and other languages. Field names are the dotted
 * ones that objects are flattened to; a field that has several names may stand under any one of them.
 */
export function lineSchema(contract: LineContract, title: string): JsonObject {
  const { fields, own, required } = contract;
  const common = Object.entries(fields) as [LogFieldName, readonly string[]][];
  return canonical({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    allOf: common
      .filter(([name]) => required.includes(name))
      .map(([, names]) => ({ anyOf: names.map((name) => ({ required: [name] })) })),
    properties: {
      ...Object.fromEntries(
        common.flatMap(([field, names]) => names.map((name) => [name, commonSchema(contract, field)])),
      ),
      ...Object.fromEntries(own.map(({ name, type }) => [name, { type }])),
    },
    required: own.filter((field) => field.required).map(({ name }) => name),
    title,
    type: "object",
  });
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
        anyOf: [{ type: "number" }, { pattern: `${TIMESTAMP_TEXT}|${TIMESTAMP_NUMBER}`, type: "string" }],
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
