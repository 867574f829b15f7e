import type { LogFieldName } from "../../../definitions/index.ts";
import type { LineContract, OwnField } from "./line-contract.ts";
import { type LineFields, readLine } from "./read-line.ts";
import { severityOf } from "./severities.ts";

/**
 * How a line breaks its contract: `format` (written in another way), `missing:<field>`, or `invalid:<field>` (not
 * what the field may be). The collector marks lines with the same words.
 */
export type ContractBreak = "format" | `missing:${string}` | `invalid:${string}`;

/** RFC 3339, with a space allowed for the `T` and the colon of an offset left out. */
export const TIMESTAMP_TEXT =
  "^\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d+)?(?:Z|[+-]\\d{2}:?\\d{2})$";
/** Seconds since 1970, or milli-, micro- or nanoseconds. */
export const TIMESTAMP_NUMBER = "^\\d{10}(?:\\.\\d+|\\d{3}|\\d{6}|\\d{9})?$";
export const TRACE_ID = "^[0-9a-f]{32}$";
export const SPAN_ID = "^[0-9a-f]{16}$";
export const NUMBER = "^-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?$";
export const BOOLEAN = "^(?:true|false)$";

/** Fields in the order in which breaks are told. */
const COMMON: readonly LogFieldName[] = ["timestamp", "severity", "message", "trace_id", "span_id"];

/** Every way in which a line breaks its contract, in a fixed order; none for a line that keeps it. */
export function checkLine(contract: LineContract, line: string): readonly ContractBreak[] {
  const fields = readLine(contract, line);
  if (fields === undefined) {
    return ["format"];
  }
  return [
    ...COMMON.flatMap((name) => checkCommon(contract, name, fields)),
    ...contract.own.flatMap((field) => checkOwn(contract, field, fields)),
  ];
}

function checkCommon(
  contract: LineContract,
  name: LogFieldName,
  fields: LineFields,
): readonly ContractBreak[] {
  const alias = contract.fields[name].find((candidate) => (fields.get(candidate) ?? null) !== null);
  if (alias === undefined) {
    return contract.required.includes(name) ? [`missing:${name}`] : [];
  }
  return isValid(contract, name, fields.get(alias)) ? [] : [`invalid:${name}`];
}

function isValid({ levels }: LineContract, name: LogFieldName, value: unknown): boolean {
  const text = String(value);
  switch (name) {
    case "message":
      return typeof value === "string";
    case "severity": {
      const severity = severityOf(text);
      return severity !== undefined && levels.includes(severity);
    }
    case "timestamp":
      return new RegExp(TIMESTAMP_TEXT).test(text) || new RegExp(TIMESTAMP_NUMBER).test(text);
    case "trace_id":
      return new RegExp(TRACE_ID).test(text);
    case "span_id":
      return new RegExp(SPAN_ID).test(text);
  }
}

function checkOwn(
  { syntax }: LineContract,
  { name, required, type }: OwnField,
  fields: LineFields,
): readonly ContractBreak[] {
  const value = fields.get(name) ?? null;
  if (value === null) {
    return required ? [`missing:${name}`] : [];
  }
  // Only JSON knows types; elsewhere everything is text.
  const fits =
    syntax === "json" || type === "string" ? typeof value === type : TEXT_OF[type].test(String(value));
  return fits ? [] : [`invalid:${name}`];
}

const TEXT_OF = { boolean: new RegExp(BOOLEAN), number: new RegExp(NUMBER) } as const;
