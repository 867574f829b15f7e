/** A format's own names of what every line has, the preferred one first. */
interface FormatFields {
  readonly message: readonly string[];
  readonly severity: readonly string[];
  readonly spanId: readonly string[];
  readonly traceId: readonly string[];
}

/** How a line becomes fields. */
export type Syntax = "json" | "logfmt";

/** What the collector knows of a format. */
export interface Format {
  readonly fields: FormatFields;
  readonly syntax: Syntax;
}

/** Formats by the name that a log contract uses. */
export const FORMATS = {
  json: {
    fields: {
      message: ["message", "msg", "body"],
      severity: ["severity_text", "severity", "level", "log.level", "lvl"],
      spanId: ["span_id", "spanId", "span.id"],
      traceId: ["trace_id", "traceId", "trace.id"],
    },
    syntax: "json",
  },
  logfmt: {
    fields: {
      message: ["msg", "message"],
      severity: ["level", "severity", "lvl"],
      spanId: ["span_id", "spanId"],
      traceId: ["trace_id", "traceId"],
    },
    syntax: "logfmt",
  },
} as const satisfies Readonly<Record<string, Format>>;
