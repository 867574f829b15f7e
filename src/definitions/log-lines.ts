import { z } from "zod";
import { type LabelFilter, printLogql, type Stage } from "../query/logql/index.ts";
import { escapeRegex, regexSource } from "../query/promql/index.ts";
import { alertSchema } from "./alert.ts";
import { durationSchema, severitySchema, textSchema } from "./common.ts";
import { pipelineSchema } from "./line-pipeline.ts";
import { labelOfField } from "./log-labels.ts";
import type { LogFieldOptions, LogLevel } from "./logs.ts";
import { runbookSchema } from "./runbook.ts";
import { located } from "./source.ts";

/** The fields that a log contract declares. */
export type LogFields = Readonly<Record<string, LogFieldOptions>>;

type Searchable<Fields extends LogFields> = {
  [Name in keyof Fields]: Fields[Name] extends { readonly searchable: false } ? never : Name;
}[keyof Fields];

/** What a field is compared with: text or one of several, a regular expression; for numbers, a bound. */
type Comparison<Type> = Type extends "number"
  ?
      | number
      | {
          readonly above?: number;
          readonly atLeast?: number;
          readonly below?: number;
          readonly atMost?: number;
        }
  : Type extends "boolean"
    ? boolean
    : string | readonly string[] | RegExp;

type Comparisons<Fields extends LogFields> = {
  readonly [Name in Searchable<Fields>]?: Comparison<Fields[Name]["type"]>;
} & { readonly severity?: LogLevel | readonly LogLevel[]; readonly trace_id?: string };

/** Lines of a service that keep a condition, as far as its log contract goes. */
export class LogLines<Fields extends LogFields = LogFields> {
  readonly #stages: readonly Stage[];

  constructor(stages: readonly Stage[] = []) {
    this.#stages = stages;
  }

  /**
   * Keeps lines whose fields are as said, all of them.
   *
   * @example lines.where({ severity: "ERROR", "http.status": { atLeast: 500 }, shop: ["berlin", "paris"] })
   */
  where(comparisons: Comparisons<Fields>): LogLines<Fields> {
    const given = Object.entries(comparisons as Readonly<Record<string, unknown>>);
    const stages = given
      .filter(([, value]) => value !== undefined)
      .flatMap(([name, value]) => filtersOf(name, value))
      .map((filter): Stage => ({ kind: "labelFilter", filter }));
    return new LogLines([...this.#stages, ...stages]);
  }

  /** Keeps lines with a text in their message. */
  containing(text: string): LogLines<Fields> {
    return new LogLines([...this.#stages, { kind: "lineFilter", operator: "|=", values: [text] }]);
  }

  /** Leaves out lines with a text in their message. */
  without(text: string): LogLines<Fields> {
    return new LogLines([...this.#stages, { kind: "lineFilter", operator: "!=", values: [text] }]);
  }

  /** The LogQL pipeline of the condition. */
  get pipeline(): string {
    return printLogql({ kind: "lines", matchers: [], stages: this.#stages }).trim();
  }
}

/** A condition on lines as LogQL; text stays as it is. */
export function pipelineOf(lines: string | { readonly pipeline: string }): string {
  return typeof lines === "object" && lines !== null ? lines.pipeline : lines;
}

function filtersOf(name: string, value: unknown): readonly LabelFilter[] {
  const label = name === "severity" ? "severity_text" : labelOfField(name);
  const compare = (operator: string, text: string): LabelFilter => ({
    kind: "comparison",
    label,
    operator,
    value: { text },
  });
  const bound = (operator: string, literal: unknown): LabelFilter => ({
    kind: "comparison",
    label,
    operator,
    value: { literal: String(literal) },
  });
  if (value instanceof RegExp) {
    return [compare("=~", regexSource(value))];
  }
  if (Array.isArray(value)) {
    return [compare("=~", value.map((each) => escapeRegex(String(each))).join("|"))];
  }
  if (typeof value === "number") {
    return [bound("==", value)];
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).map(([word, limit]) => {
      const operator = BOUNDS[word];
      if (operator === undefined) {
        throw new TypeError(`${name}: there is no bound "${word}"; say ${Object.keys(BOUNDS).join(", ")}`);
      }
      return bound(operator, limit);
    });
  }
  return [compare("=", String(value))];
}

const BOUNDS: Readonly<Record<string, string>> = { above: ">", atLeast: ">=", atMost: "<=", below: "<" };

/** A schema for {@link LogAlert}. */
export const logAlertSchema = z.strictObject({
  kind: z.literal("logAlert"),
  name: alertSchema.shape.name,
  lines: pipelineSchema,
  above: z.number().nonnegative(),
  within: durationSchema,
  for: durationSchema.optional(),
  severity: severitySchema,
  summary: textSchema,
  description: textSchema.optional(),
  runbook: runbookSchema.optional(),
});

/** Too many lines of a kind, which somebody should hear of. */
export type LogAlert = z.infer<typeof logAlertSchema>;

/** What {@link logAlert} takes beside the name. */
export interface LogAlertOptions {
  /** The lines that are counted: a condition on the service's lines, or a LogQL pipeline. */
  readonly lines: { readonly pipeline: string } | string;
  /** The alert fires above this number of lines. */
  readonly above: number;
  /** Window that they are counted in. */
  readonly within: string;
  /** How long there must be too many. Default: the first evaluation is enough. */
  readonly for?: string;
  readonly severity: LogAlert["severity"];
  /** What is wrong, in one sentence; Prometheus's templates such as `{{ $value }}` work. */
  readonly summary: string;
  /** What it means and what to look at first. Default: the summary. */
  readonly description?: string;
  /** Address of the runbook, or a Markdown file of the workspace. Default: by name in the service's runbooks. */
  readonly runbook?: string;
}

/**
 * Declares an alert on a service's log lines; whatever keeps them counts them.
 *
 * @param name in CamelCase, unique in the workspace
 * @example logAlert("PaymentsDeclined", {
 *   lines: lines.where({ outcome: "declined" }), above: 20, within: "5m", severity: "warning",
 *   summary: "Banks decline payments",
 * })
 */
export function logAlert(name: string, options: LogAlertOptions): LogAlert {
  const { lines, ...rest } = options;
  return located<LogAlert>({ kind: "logAlert", lines: pipelineOf(lines), name, ...rest }, logAlert);
}
