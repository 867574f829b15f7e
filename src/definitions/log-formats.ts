import type { LogContract, LogFieldName, LogFormat } from "./logs.ts";

/** How a line becomes fields. */
export type Syntax = "json" | "logfmt" | "regex" | "syslog";

/** A format's own names of what lines have in common, the preferred one first. */
export type FieldNames = Readonly<Record<LogFieldName, readonly string[]>>;

/** What is known of a format. */
interface Format {
  readonly fields: FieldNames;
  /** Prefix that a format puts before the service's own fields. */
  readonly prefix?: string;
  readonly syntax: Syntax;
}

/** Formats by the name that a log contract uses. Fields inside objects have dotted names. */
const FORMATS: Readonly<Record<LogFormat, Format>> = {
  json: {
    fields: {
      message: ["message", "msg", "body"],
      severity: ["severity", "severity_text", "level", "log.level"],
      span_id: ["span_id", "spanId", "span.id"],
      timestamp: ["timestamp", "time", "@timestamp", "ts"],
      trace_id: ["trace_id", "traceId", "trace.id"],
    },
    syntax: "json",
  },
  // https://github.com/pinojs/pino/blob/main/docs/api.md
  pino: {
    fields: {
      message: ["msg"],
      severity: ["level"],
      span_id: ["span_id", "spanId"],
      timestamp: ["time"],
      trace_id: ["trace_id", "traceId"],
    },
    syntax: "json",
  },
  // https://www.elastic.co/docs/reference/ecs/ecs-field-reference
  ecs: {
    fields: {
      message: ["message"],
      severity: ["log.level"],
      span_id: ["span.id"],
      timestamp: ["@timestamp"],
      trace_id: ["trace.id"],
    },
    syntax: "json",
  },
  // https://opentelemetry.io/docs/specs/otel/logs/data-model/
  otel: {
    fields: {
      message: ["body", "Body"],
      severity: ["severity_text", "severityText", "SeverityText"],
      span_id: ["span_id", "spanId", "SpanId"],
      timestamp: ["timestamp", "timeUnixNano", "Timestamp"],
      trace_id: ["trace_id", "traceId", "TraceId"],
    },
    prefix: "attributes.",
    syntax: "json",
  },
  // https://brandur.org/logfmt
  logfmt: {
    fields: {
      message: ["msg", "message"],
      severity: ["level", "severity", "lvl"],
      span_id: ["span_id", "spanId"],
      timestamp: ["ts", "time", "timestamp"],
      trace_id: ["trace_id", "traceId"],
    },
    syntax: "logfmt",
  },
  // https://www.rfc-editor.org/rfc/rfc5424: all but the message stands around it.
  syslog: {
    fields: {
      message: ["message"],
      severity: ["severity"],
      span_id: ["span_id"],
      timestamp: ["timestamp"],
      trace_id: ["trace_id"],
    },
    syntax: "syslog",
  },
};

/** Fields of a pattern are its groups. */
const PATTERN_FORMAT: Format = {
  fields: {
    message: ["message"],
    severity: ["severity", "level"],
    span_id: ["span_id"],
    timestamp: ["timestamp", "time"],
    trace_id: ["trace_id"],
  },
  syntax: "regex",
};

/** What is known of the format of a contract. */
export function formatOf(format: LogContract["format"]): Format {
  return typeof format === "string" ? FORMATS[format] : PATTERN_FORMAT;
}
