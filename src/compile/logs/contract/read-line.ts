import { asRegExp } from "../../../definitions/log-pattern.ts";
import type { LineContract } from "./line-contract.ts";
import { readSyslog } from "./read-syslog.ts";

/** Longest line that is read whole; the rest of a longer one becomes lines of its own. */
export const LONGEST_LINE_BYTES = 1024 * 1024;
/** How a line of JSON begins; whatever begins otherwise is not parsed at all. */
export const JSON_START = "^\\s*\\{";
const LOGFMT_PATTERN = "^\\s*[^\\s=\"']+=";
/** Longest line of logfmt that is parsed; the collector's `ParseKeyValue` takes time by the square of the length. */
export const LONGEST_LOGFMT = 16_384;
/** How a line of logfmt begins. */
export const LOGFMT_START = new RegExp(LOGFMT_PATTERN);

/** Fields of a line by their dotted names. */
export type LineFields = ReadonlyMap<string, unknown>;

/** Reads a line as its contract says; `undefined` when it is written in another way. */
export function readLine(contract: LineContract, line: string): LineFields | undefined {
  switch (contract.syntax) {
    case "json":
      return readJson(line, contract.prefix);
    case "logfmt":
      return readLogfmt(line);
    case "regex":
      return readPattern(line, contract.pattern ?? "");
    case "syslog":
      return readSyslog(line);
  }
}

function readJson(line: string, prefix: string | undefined): LineFields | undefined {
  if (!new RegExp(JSON_START).test(line)) {
    return undefined;
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return undefined;
  }
  const fields = new Map<string, unknown>();
  if (!flatten(parsed, "", fields, 0)) {
    return undefined;
  }
  if (prefix === undefined) {
    return fields;
  }
  return new Map(
    [...fields].map(([name, value]) => [name.startsWith(prefix) ? name.slice(prefix.length) : name, value]),
  );
}

/** Deeper than anybody logs; the collector refuses what is ten times as deep, and attributes are limited anyway. */
const DEEPEST = 1_000;

/** Gives fields their dotted names; `false` for what the collector cannot read. */
function flatten(value: unknown, path: string, fields: Map<string, unknown>, depth: number): boolean {
  if (typeof value !== "object" || value === null) {
    fields.set(path, value);
    // 1e400 is beyond what a number can hold there too.
    return typeof value !== "number" || Number.isFinite(value);
  }
  return (
    depth < DEEPEST &&
    Object.entries(value).every(([key, item]) =>
      flatten(item, path === "" ? key : `${path}.${key}`, fields, depth + 1),
    )
  );
}

/**
 * Pairs of `name=value` between spaces; what stands in quotes of either kind may hold spaces. This reads what the
 * collector's `ParseKeyValue` reads, and refuses what it refuses.
 */
function readLogfmt(line: string): LineFields | undefined {
  const parsed = LOGFMT_START.test(line) && Buffer.byteLength(line) <= LONGEST_LOGFMT;
  const pairs = parsed ? splitAtSpaces(line) : undefined;
  if (pairs === undefined || pairs.some((pair) => !pair.includes("="))) {
    return undefined;
  }
  return new Map(
    pairs.map((pair) => {
      const equals = pair.indexOf("=");
      return [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()];
    }),
  );
}

function splitAtSpaces(line: string): readonly string[] | undefined {
  const pairs: string[] = [];
  let pair = "";
  let quote = "";
  let escaped = false;
  for (const character of line) {
    if (quote === "" && character === " ") {
      if (pair !== "") {
        pairs.push(pair);
      }
      pair = "";
    } else if (!escaped && character === quote) {
      quote = "";
    } else if (!escaped && quote === "" && (character === '"' || character === "'")) {
      quote = character;
    } else {
      escaped = !escaped && character === "\\";
      pair += character;
    }
  }
  if (pair !== "") {
    pairs.push(pair);
  }
  return quote === "" ? pairs : undefined;
}

function readPattern(line: string, pattern: string): LineFields | undefined {
  const match = asRegExp(pattern).exec(line);
  return match === null
    ? undefined
    : new Map(Object.entries(match.groups ?? {}).filter(([, value]) => value !== undefined && value !== ""));
}
