import type { LogFieldName, LogLevel } from "../../../definitions/index.ts";
import { type FieldNames, formatOf, type Syntax } from "../../../definitions/log-formats.ts";
import { asRe2 } from "../../../definitions/log-pattern.ts";
import { LOG_FIELDS, LOG_RESOURCE_FIELDS } from "../../../definitions/logs.ts";
import { type ResolvedLogs, shortHash } from "../../../workspace/index.ts";
import { type Redaction, redaction } from "./redaction.ts";

/** A field of a service's own. */
export interface OwnField {
  readonly name: string;
  readonly required: boolean;
  readonly searchable: boolean;
  readonly type: "string" | "number" | "boolean";
}

/** What the collector and `crowsnest logs check` hold a line against; services that agree share one. */
export interface LineContract {
  /** Share of TRACE and DEBUG lines that is kept. */
  readonly debugShare: number;
  /** What stands around each line where it comes by a protocol of logs. */
  readonly envelope?: "syslog";
  readonly fields: FieldNames;
  /** The same for the same contract. */
  readonly id: string;
  readonly levels: readonly LogLevel[];
  readonly own: readonly OwnField[];
  /** The pattern of a line, in RE2's spelling; for the syntax `regex` only. */
  readonly pattern: string | undefined;
  readonly prefix: string | undefined;
  readonly redaction: Redaction;
  readonly required: readonly LogFieldName[];
  /** What must be known of whoever wrote a line; only the collector knows it. */
  readonly resource?: readonly string[];
  readonly syntax: Syntax;
}

/** What a service's lines are held against. */
export function lineContract(logs: ResolvedLogs): LineContract {
  const { debugShare, fields: own, format, levels, redact, required } = logs;
  const { fields, prefix, syntax } = formatOf(format);
  const resource = LOG_RESOURCE_FIELDS.filter((name) => required.includes(name));
  const contract = {
    debugShare,
    ...(logs.from?.kind === "syslog" && { envelope: "syslog" as const }),
    fields,
    levels: [...new Set(levels)],
    own: Object.entries(own)
      .map(([name, { required: must, searchable, type }]) => ({ name, required: must, searchable, type }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    pattern: typeof format === "string" ? undefined : asRe2(format.pattern),
    prefix,
    redaction: redaction(redact),
    required: LOG_FIELDS.filter((name) => required.includes(name)),
    ...(resource.length > 0 && { resource }),
    syntax,
  };
  return { ...contract, id: shortHash(JSON.stringify(contract)) };
}
