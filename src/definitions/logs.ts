import { z } from "zod";
import { durationMilliseconds, isDuration } from "../query/promql/index.ts";
import { durationSchema, issue, type Severity, severitySchema, textSchema } from "./common.ts";
import { type LinePattern, linePatternSchema, secretPatternSchema } from "./log-pattern.ts";
import { type LogSourceOptions, logSourceSchema } from "./log-source.ts";
import { labelSelectorSchema } from "./runs-on.ts";

/** Formats of lines that are read without being told how. */
export const LOG_FORMATS = ["json", "pino", "ecs", "otel", "logfmt", "syslog"] as const;
/** What a line may be required to have beside the service's own fields. */
export const LOG_FIELDS = ["timestamp", "severity", "message", "trace_id", "span_id"] as const;
/** What a line may be required to have of who wrote it; the collector says it of each line. */
export const LOG_RESOURCE_FIELDS = [
  "service.name",
  "service.version",
  "deployment.environment.name",
] as const;
/** OpenTelemetry's severities, from the least to the most urgent. */
export const LOG_LEVELS = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"] as const;

/** A format that is read without being told how. */
export type LogFormat = (typeof LOG_FORMATS)[number];
/** What a line may be required to have beside the service's own fields. */
export type LogFieldName = (typeof LOG_FIELDS)[number];
/** A severity in OpenTelemetry's words. */
export type LogLevel = (typeof LOG_LEVELS)[number];

const DAY_MILLISECONDS = 24 * 3_600_000;

/** How long lines are kept. Loki deletes by days: its shortest retention is 24 hours. */
export const logRetentionSchema = durationSchema.refine(
  (text) => !isDuration(text) || (durationMilliseconds(text) ?? 0) >= DAY_MILLISECONDS,
  issue(
    "invalid-duration",
    "shorter than a day",
    'Loki keeps lines for at least 24 hours; write "1d" or more.',
  ),
);

/** Name of the class of lines that are kept as long as the platform says. */
export const DEFAULT_RETENTION_CLASS = "default";

const CLASS_NAME = /^[a-z]([a-z0-9-]{0,28}[a-z0-9])?$/;

/** How long lines of each class are kept, by the class's name. */
export const retentionClassesSchema = z
  .record(
    z
      .string()
      .refine(
        (name) => CLASS_NAME.test(name),
        issue(
          "invalid-name",
          "not a valid name of a retention class",
          'Use 1 to 30 lower-case letters, digits and dashes, beginning with a letter, such as "audit".',
        ),
      )
      .refine(
        (name) => name !== DEFAULT_RETENTION_CLASS,
        issue("invalid-name", "a class that there is already", "Say `retention` for what is the default."),
      ),
    logRetentionSchema,
  )
  .default({});

/** A retention class by its name, or a duration. */
const retentionSchema = z.union([
  z.string().regex(CLASS_NAME, 'expected a retention class, or a day or more such as "14d"'),
  logRetentionSchema,
]);

const SIZE = /^\d+(\.\d+)?(B|KB|MB|GB|KiB|MiB|GiB)$/;

const bytesPerSecondSchema = z.union([
  z.number().positive(),
  z.string().regex(SIZE, 'expected bytes a second such as "50KiB"'),
]);

/** Fewer than the attributes that a line keeps, for two of them are the collector's own. */
const MOST_FIELDS = 60;

const fieldSchema = z.strictObject({
  type: z.enum(["string", "number", "boolean"]),
  required: z.boolean().default(false),
  searchable: z.boolean().default(true),
});

const fieldNameSchema = z
  .string()
  .regex(/^[A-Za-z_@][\w.@-]{0,99}$/, 'expected a field\'s name such as "order_id"')
  .refine(
    (name) => !(LOG_FIELDS as readonly string[]).includes(name),
    issue("invalid-value", "a field that every line has", "Name it in `required` to ask for it."),
  );

/** A schema for {@link LogContract}. */
export const logContractSchema = z.strictObject({
  format: z.union([z.enum(LOG_FORMATS), linePatternSchema]),
  fields: z
    .record(fieldNameSchema, fieldSchema)
    .refine(
      (fields) => Object.keys(fields).length <= MOST_FIELDS,
      issue(
        "invalid-value",
        `more than ${MOST_FIELDS} fields`,
        "Name those that queries and people look for: of a line's fields the collector keeps 64.",
      ),
    )
    .default({}),
  required: z
    .array(z.enum([...LOG_FIELDS, ...LOG_RESOURCE_FIELDS]))
    .readonly()
    .default(["timestamp", "severity", "message"]),
  levels: z
    .array(z.enum(LOG_LEVELS))
    .min(1, "expected at least one level")
    .readonly()
    .default([...LOG_LEVELS]),
  redact: z
    .strictObject({
      fields: z.array(textSchema).readonly().default([]),
      patterns: z.array(secretPatternSchema).readonly().default([]),
    })
    .prefault({}),
  debugShare: z.number().min(0).max(1).default(1),
  expectedLinesPerSecond: z.number().positive().optional(),
  expectedBytesPerSecond: bytesPerSecondSchema.optional(),
  podLabels: labelSelectorSchema.optional(),
  from: logSourceSchema.optional(),
  retention: retentionSchema.optional(),
  errors: z
    .strictObject({
      above: z.number().nonnegative(),
      within: durationSchema,
      for: durationSchema.optional(),
      severity: severitySchema,
    })
    .optional(),
});

/** What a service's log lines look like, how long they are kept, and how many errors are too many. */
export type LogContract = z.infer<typeof logContractSchema>;

/** A field of a service's own. */
export interface LogFieldOptions {
  readonly type: "string" | "number" | "boolean";
  /** Whether each line must have it. Default `false`. */
  readonly required?: boolean;
  /** Whether queries may ask for it; one that is only read costs no index. Default `true`. */
  readonly searchable?: boolean;
}

/** What a service says of its logs. */
export interface LogContractOptions<
  Fields extends Readonly<Record<string, LogFieldOptions>> = Readonly<Record<string, LogFieldOptions>>,
> {
  /**
   * How a line is written: any JSON object (`json`), Pino's, Elastic's Common Schema (`ecs`), OpenTelemetry's log
   * records (`otel`), `logfmt`, the message of `syslog`, or {@link linePattern} for what cannot be changed.
   */
  readonly format: LogFormat | LinePattern;
  /** The service's own fields, by the names that its lines have; inside objects they are dotted. */
  readonly fields?: Fields;
  /**
   * What each line must have. `service.name` and `deployment.environment.name` are what the collector knows of whoever
   * wrote it, `service.version` is the pod's label `app.kubernetes.io/version`. Default: `timestamp`, `severity` and
   * `message`.
   */
  readonly required?: readonly (LogFieldName | (typeof LOG_RESOURCE_FIELDS)[number])[];
  /** Severities that the service may use. Default: all. */
  readonly levels?: readonly LogLevel[];
  /** What must never be stored, beside what is removed of every service: passwords, tokens, keys and their like. */
  readonly redact?: {
    /** Ends of fields' names, in any case: `"iban"` is also `customer.IBAN`. */
    readonly fields?: readonly string[];
    /** Regular expressions (RE2) of text that is replaced wherever it stands. */
    readonly patterns?: readonly string[];
  };
  /** Share of TRACE and DEBUG lines that is kept, from 0 to 1; lines of one trace go together. Default 1. */
  readonly debugShare?: number;
  /** Lines a second in a busy hour; twice as many for ten minutes make a warning. Default: no warning. */
  readonly expectedLinesPerSecond?: number;
  /** Bytes a second in a busy hour, a number or such as `"50KiB"`; the same warning. Default: no warning. */
  readonly expectedBytesPerSecond?: number | string;
  /** Where lines come from: {@link files} or {@link syslog}. Default: the output of the service's pods. */
  readonly from?: LogSourceOptions;
  /** Labels of the pods that write them. Default: the `selector` that the service runs on. */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** How long lines are kept: a retention class of the platform, or a duration. Default: the platform's. */
  readonly retention?: string;
  /** When error lines become an alert. Default: a warning above 10 lines within 5 minutes. */
  readonly errors?: {
    /** Lines of severity ERROR or FATAL; the alert fires above this number. */
    readonly above: number;
    /** Window that the lines are counted in. */
    readonly within: string;
    /** How long it must stay above. Default: the first evaluation is enough. */
    readonly for?: string;
    readonly severity: Severity;
  };
}
