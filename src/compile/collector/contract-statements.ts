import type { JsonObject } from "../../artifacts/index.ts";
import type { LogFieldName } from "../../definitions/index.ts";
import { groupNames } from "../../definitions/log-pattern.ts";
import { LOG_FIELDS } from "../../definitions/logs.ts";
import {
  BOOLEAN,
  type ContractBreak,
  NUMBER,
  SPAN_ID,
  TIMESTAMP_NUMBER,
  TIMESTAMP_TEXT,
  TRACE_ID,
} from "../logs/contract/check-line.ts";
import { CONTINUATION, type LineContract, type OwnField } from "../logs/contract/index.ts";
import { JSON_START, LOGFMT_START, LONGEST_LOGFMT } from "../logs/contract/read-line.ts";
import { SPELLINGS } from "../logs/contract/severities.ts";
import { attribute, field, matches, quote, resourceAttribute, when } from "./ottl.ts";
import { redactStatements } from "./redact-statements.ts";
import { CONTRACT_ATTRIBUTE } from "./services.ts";
import { timeStatements } from "./time-statements.ts";

/** Attribute of a line that breaks its contract: a list of how, in the words of `crowsnest logs check`. */
export const BREAKS_ATTRIBUTE = "crowsnest.contract.breaks";

/** Attribute of the rest of a stack trace that came apart; it is no line of its own and is not counted. */
export const FRAGMENT_ATTRIBUTE = "crowsnest.fragment";

/** Attribute that holds how many bytes a line had when it was read; taken off again before it is shipped. */
export const BYTES_ATTRIBUTE = "crowsnest.bytes";

/** Most attributes that a line keeps, and the length of each: Loki refuses what has more. */
const MOST_ATTRIBUTES = 64;
const LONGEST_ATTRIBUTE = 2_048;
/** The line as it was read; there is none when it could not be. */
const PARSED = field("crowsnest.parsed");
/** What follows the first line: a stack trace. */
const TAIL = field("crowsnest.tail");

/**
 * Holds lines against a contract: reads them, marks how they break it, gives them OpenTelemetry's names and takes
 * secrets out. A line that breaks it goes on as far as it was understood: nothing is dropped here.
 */
export function contractStatements(contract: LineContract): JsonObject {
  return {
    conditions: [`${resourceAttribute(CONTRACT_ATTRIBUTE)} == ${quote(contract.id)}`],
    context: "log",
    statements: [
      ...(contract.envelope === "syslog" ? takeStructuredData() : []),
      `set(${attribute(BYTES_ATTRIBUTE)}, Len(log.body))`,
      ...splitTail(),
      ...parse(contract),
      ...LOG_FIELDS.flatMap((name) => take(name, contract.fields[name])),
      ...(contract.envelope === "syslog" ? fillIn(`${PARSED} != nil and `) : []),
      // Cut off from its beginning by a pause or a restart; it says nothing by itself.
      when(
        `${PARSED} == nil and ${matches("log.body", CONTINUATION)}`,
        `set(${attribute(FRAGMENT_ATTRIBUTE)}, true)`,
      ),
      when(`${PARSED} == nil and ${attribute(FRAGMENT_ATTRIBUTE)} == nil`, mark("format")),
      ...LOG_FIELDS.flatMap((name) => checkCommon(contract, name)),
      ...contract.own.flatMap((own) => checkOwn(contract, own)),
      ...(contract.resource ?? []).map((name) =>
        when(`${PARSED} != nil and ${resourceAttribute(name)} == nil`, mark(`missing:${name}`)),
      ),
      ...(contract.envelope === "syslog" ? [...fillIn(""), 'set(log.severity_text, "")'] : []),
      ...nameSeverity(),
      ...timeStatements(canonical("timestamp")),
      when(
        matchesText(canonical("trace_id"), TRACE_ID),
        `set(log.trace_id.string, ${canonical("trace_id")})`,
      ),
      when(matchesText(canonical("span_id"), SPAN_ID), `set(log.span_id.string, ${canonical("span_id")})`),
      when(`IsString(${canonical("message")})`, `set(log.body, ${canonical("message")})`),
      when(`${TAIL} != nil`, `set(log.body, Concat([log.body, ${TAIL}], ""))`),
      'delete_matching_keys(log.cache, "^crowsnest\\\\.")',
      ...redactStatements(contract.redaction),
      'delete_key(log.attributes, "log.file.path")',
      'delete_key(log.attributes, "logtag")',
      `limit(log.attributes, ${MOST_ATTRIBUTES}, [${kept(contract).map(quote).join(", ")}])`,
      `truncate_all(log.attributes, ${LONGEST_ATTRIBUTE})`,
    ],
  };
}

/** Attributes that stay when a line has too many: what is counted, and the service's own fields, required ones first. */
function kept({ own }: LineContract): readonly string[] {
  const [required, others] = [own.filter((one) => one.required), own.filter((one) => !one.required)];
  const names = [...required, ...others].map(({ name }) => name);
  return [BREAKS_ATTRIBUTE, BYTES_ATTRIBUTE, ...names].slice(0, MOST_ATTRIBUTES);
}

/** Where a field waits under its canonical name, away from the line's own names. */
function canonical(name: LogFieldName): string {
  return field(`crowsnest.${name}`);
}

/** Sets what follows the first line aside: only the first one has the format. */
function splitTail(): readonly string[] {
  const both = field("crowsnest.both");
  return [
    when(
      matches("log.body", "\n"),
      `set(${both}, ExtractPatterns(log.body, ${quote("^(?P<head>[^\n]*)(?P<tail>\n[\\s\\S]*)$")}))`,
    ),
    when(`${both} != nil`, `set(${TAIL}, ${both}["tail"])`),
    when(`${both} != nil`, `set(log.body, ${both}["head"])`),
    when(`${both} != nil`, 'delete_key(log.cache, "crowsnest.both")'),
  ];
}

/** What the message does not say itself, what stands around it may. */
function fillIn(condition: string): readonly string[] {
  const [severity, timestamp] = [canonical("severity"), canonical("timestamp")];
  return [
    when(`${condition}${severity} == nil and log.severity_text != ""`, `set(${severity}, log.severity_text)`),
    when(
      `${condition}${timestamp} == nil and log.time_unix_nano > 0`,
      `set(${timestamp}, log.time_unix_nano)`,
    ),
  ];
}

/** Structured data becomes fields like any other: nothing deeper is looked at for secrets. */
function takeStructuredData(): readonly string[] {
  const data = attribute("syslog.structured_data");
  return [
    when(`${data} != nil`, `set(${field("syslog.data")}, ${data})`),
    `delete_key(log.attributes, "syslog.structured_data")`,
    "flatten(log.cache)",
  ];
}

function parse({ pattern, prefix, syntax }: LineContract): readonly string[] {
  switch (syntax) {
    case "json":
      return [
        when(matches("log.body", JSON_START), `set(${PARSED}, ParseJSON(log.body))`),
        when(`not IsMap(${PARSED})`, `delete_key(log.cache, "crowsnest.parsed")`),
        when(`${PARSED} != nil`, `merge_maps(log.cache, ${PARSED}, "upsert")`),
        when(`${PARSED} != nil`, `set(${PARSED}, true)`),
        "flatten(log.cache)",
        ...(prefix === undefined
          ? []
          : [`replace_all_patterns(log.cache, "key", ${quote(`^${prefix.replaceAll(".", "\\.")}`)}, "")`]),
      ];
    case "logfmt":
      return parseText(
        `Len(log.body) <= ${LONGEST_LOGFMT} and ${matches("log.body", LOGFMT_START.source)}`,
        'ParseKeyValue(log.body, "=", " ")',
      );
    case "syslog":
      return [
        when(`log.time_unix_nano > 0 or log.severity_text != ""`, `set(${PARSED}, true)`),
        when(`${PARSED} != nil`, `set(${field("message")}, log.body)`),
      ];
    case "regex":
      return [
        ...parseText(
          matches("log.body", pattern ?? ""),
          `ExtractPatterns(log.body, ${quote(pattern ?? "")})`,
        ),
        // A group that took no part in the match has an empty text there.
        ...groupNames(pattern ?? "").map((name) =>
          when(`${field(name)} == ""`, `delete_key(log.cache, ${quote(name)})`),
        ),
      ];
  }
}

function parseText(condition: string, parser: string): readonly string[] {
  return [
    when(condition, `set(${PARSED}, ${parser})`),
    when(`${PARSED} != nil`, `merge_maps(log.cache, ${PARSED}, "upsert")`),
    when(`${PARSED} != nil`, `set(${PARSED}, true)`),
  ];
}

/** Moves the first of the names that the line has to the canonical one. */
function take(name: LogFieldName, names: readonly string[]): readonly string[] {
  return names.flatMap((alias) => [
    when(`${canonical(name)} == nil and ${field(alias)} != nil`, `set(${canonical(name)}, ${field(alias)})`),
    when(`${canonical(name)} == ${field(alias)}`, `delete_key(log.cache, ${quote(alias)})`),
  ]);
}

function checkCommon({ levels, required }: LineContract, name: LogFieldName): readonly string[] {
  const value = canonical(name);
  const missing = required.includes(name)
    ? [when(`${PARSED} != nil and ${value} == nil`, mark(`missing:${name}`))]
    : [];
  return [
    ...missing,
    ...invalid(name, value, levels).map((condition) => when(condition, mark(`invalid:${name}`))),
  ];
}

/** Conditions, of which at most one holds, under which a field that is there is not what it may be. */
function invalid(name: LogFieldName, value: string, levels: LineContract["levels"]): readonly string[] {
  const present = `${value} != nil`;
  switch (name) {
    case "message":
      return [`${present} and not IsString(${value})`];
    case "severity": {
      const spellings = levels.flatMap((level) => SPELLINGS[level]).join("|");
      return [`${present} and not ${matches(`String(${value})`, `^(?i:${spellings})$`)}`];
    }
    case "timestamp":
      return [
        `IsString(${value}) and not ${matches(value, `${TIMESTAMP_TEXT}|${TIMESTAMP_NUMBER}`)}`,
        `${isNumber(value)} and not ${matches(`String(Int(${value}))`, TIMESTAMP_NUMBER)}`,
        `${present} and not IsString(${value}) and not ${isNumber(value)}`,
      ];
    case "trace_id":
      return [`${present} and not (${matchesText(value, TRACE_ID)})`];
    case "span_id":
      return [`${present} and not (${matchesText(value, SPAN_ID)})`];
  }
}

function checkOwn({ syntax }: LineContract, { name, required, type }: OwnField): readonly string[] {
  const value = field(name);
  const text = {
    boolean: matches(value, BOOLEAN),
    number: matches(value, NUMBER),
    string: `IsString(${value})`,
  };
  const typed = { boolean: `IsBool(${value})`, number: isNumber(value), string: `IsString(${value})` };
  const fits = (syntax === "json" ? typed : text)[type];
  return [
    ...(required ? [when(`${PARSED} != nil and ${value} == nil`, mark(`missing:${name}`))] : []),
    when(`${value} != nil and not ${fits}`, mark(`invalid:${name}`)),
  ];
}

/** Gives a line the severity that its level means; a level that means none stays beside it. */
function nameSeverity(): readonly string[] {
  const level = canonical("severity");
  return [
    ...Object.entries(SPELLINGS).flatMap(([severity, spellings]) => {
      const means = `${level} != nil and ${matches(`String(${level})`, `^(?i:${spellings.join("|")})$`)}`;
      return [
        when(means, `set(log.severity_text, ${quote(severity)})`),
        when(means, `set(log.severity_number, SEVERITY_NUMBER_${severity})`),
      ];
    }),
    when(`${level} != nil and log.severity_text == ""`, `set(${attribute("level")}, ${level})`),
  ];
}

function mark(how: ContractBreak): string {
  return `append(${attribute(BREAKS_ATTRIBUTE)}, ${quote(how)})`;
}

function isNumber(path: string): string {
  return `(IsDouble(${path}) or IsInt(${path}))`;
}

function matchesText(path: string, pattern: string): string {
  return `IsString(${path}) and ${matches(path, pattern)}`;
}
