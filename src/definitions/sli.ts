import { z } from "zod";
import { isComparison, type PromqlExpr, parsePromql, selectorsOf } from "../query/promql/index.ts";
import { durationSchema, issue, metricNameSchema, nameSchema, textSchema, urlSchema } from "./common.ts";
import { conditionSchema } from "./condition.ts";
import { pipelineSchema } from "./line-pipeline.ts";

const matcherSchema = z.strictObject({
  label: z.string(),
  operator: z.enum(["=", "!=", "=~", "!~"]),
  value: z.string(),
});

/** A schema for the series of one metric that are meant. */
export const selectionSchema = z.strictObject({
  metric: metricNameSchema,
  matchers: z.array(matcherSchema).readonly(),
});

/** What a builder hands on as `undefined` when nobody gave it (plain JavaScript, a cast), by the name of its option. */
function given<Output>(option: string, schema: z.ZodType<Output>, hint: string) {
  return z
    .any()
    .refine((value) => value !== undefined, issue("missing-key", `"${option}" is missing`, hint))
    .pipe(schema);
}

const TOTAL_HINT = "Hand over a counter of the service, such as `total: requests`.";

const selectionsSchema = z.array(selectionSchema).min(1, "expected at least one metric").readonly();

const countsSchema = z
  .custom<"bad" | "good">()
  .refine(
    (counts) => counts === "bad" || counts === "good",
    issue(
      "invalid-value",
      "both bad and good events are told",
      "Two of `total`, `bad` and `good` tell the third: leave one out. What labels tell apart needs `total` and one of the others.",
    ),
  );

/** Events of one counter, of which labels tell the bad from the good. */
const eventsSchema = z.strictObject({
  kind: z.literal("events"),
  total: given("total", selectionSchema, TOTAL_HINT),
  /** The part of the total that is bad (or good) by its labels. */
  part: z.strictObject({
    counts: countsSchema,
    matchers: z
      .array(matcherSchema)
      .refine(
        (matchers) => matchers.length > 0,
        issue(
          "missing-key",
          "nothing tells which events are bad or good",
          "Give one of them, such as `bad: { status_code: /5../ }`, or a counter of its own.",
        ),
      )
      .readonly(),
  }),
});

/** Events of several counters on either side. */
const eventRatioSchema = z.strictObject({
  kind: z.literal("eventRatio"),
  total: given("total", selectionsSchema, TOTAL_HINT),
  part: z.strictObject({ counts: countsSchema, of: selectionsSchema }),
});

const latencySchema = z.strictObject({
  kind: z.literal("latency"),
  histogram: given("of", selectionSchema, "Hand over a histogram of the service, such as `of: duration`."),
  native: z.boolean(),
  within: durationSchema,
});

/** A share of bad time or bad work that somebody computes already, from 0 to 1. */
const errorRatioSchema = z.strictObject({
  kind: z.literal("errorRatio"),
  promql: given("ratio", textSchema, 'Write PromQL text, such as `ratio: promql("avg(mesh_error_ratio)")`.'),
});

/** A gauge that is 1 while all is well. */
const uptimeSchema = z.strictObject({
  kind: z.literal("uptime"),
  gauge: given("of", selectionSchema, "Hand over a gauge of the service that is 1 while all is well."),
});

/** Slices of time that are good or bad as a whole. */
const timeSlicesSchema = z.strictObject({
  kind: z.literal("timeSlices"),
  slice: durationSchema,
  good: given(
    "good",
    conditionSchema.refine(
      (good) => !hasText(good) || isAnswer(parsePromql(good.promql).expr),
      issue(
        "invalid-value",
        "nothing that is so or is not so",
        "Compare a value with a threshold, such as `promql('max(queue_depth) < 100')`; conditions may be joined by `and` and `or`.",
      ),
    ),
    "Compare a query with a threshold, such as `good: queue.max().below(1000)`, or write promql(…).",
  ),
});

/** Requests that the blackbox exporter makes from outside. */
const probeSchema = z.strictObject({
  kind: z.literal("probe"),
  url: urlSchema,
  module: z
    .string()
    .regex(/^[\w-]{1,63}$/, 'expected the name of a module of the blackbox exporter, such as "http_2xx"'),
  interval: durationSchema,
  within: durationSchema.optional(),
});

/** Log lines, counted by Loki. */
const logEventsSchema = z.strictObject({
  kind: z.literal("logEvents"),
  /** Pipeline that keeps every line that counts; empty for all lines of the service. */
  total: pipelineSchema,
  bad: pipelineSchema,
});

/** The weighted mean of other SLOs of the service. */
const compositeSchema = z.strictObject({
  kind: z.literal("composite"),
  of: z
    .record(nameSchema, z.number().positive("expected a weight above 0"))
    .refine(
      (of) => Object.keys(of).length > 0,
      issue(
        "empty-composite",
        "a composite of nothing",
        "Name at least one SLO of the service with its weight, such as `of: { availability: 2, latency: 1 }`.",
      ),
    ),
});

/** A schema for {@link Sli}. */
export const sliSchema = z.discriminatedUnion("kind", [
  eventsSchema,
  eventRatioSchema,
  latencySchema,
  errorRatioSchema,
  uptimeSchema,
  timeSlicesSchema,
  probeSchema,
  logEventsSchema,
  compositeSchema,
]);

/** What is good and what is bad, by kind. */
export type Sli = z.infer<typeof sliSchema>;

function hasText(good: unknown): good is { readonly promql: string } {
  const text = typeof good === "object" && good !== null && "promql" in good ? good.promql : undefined;
  return typeof text === "string" && text.trim() !== "";
}

/** Whether an expression is made of comparisons; what cannot be read is told elsewhere. */
function isAnswer(expr: PromqlExpr | undefined): boolean {
  if (expr?.kind !== "binary") {
    return expr === undefined;
  }
  const joins = expr.operator === "and" || expr.operator === "or";
  return isComparison(expr.operator) || (joins && isAnswer(expr.left) && isAnswer(expr.right));
}

/** The series that an SLI reads of metrics that the service declares; a classic histogram under its base name. */
export function sliSelections(sli: Sli): readonly z.infer<typeof selectionSchema>[] {
  switch (sli.kind) {
    case "events":
      return [{ metric: sli.total.metric, matchers: [...sli.total.matchers, ...sli.part.matchers] }];
    case "eventRatio":
      return [...sli.total, ...sli.part.of];
    case "latency":
      return [sli.histogram];
    case "uptime":
      return [sli.gauge];
    case "timeSlices":
      return "expr" in sli.good ? selectorsOf(sli.good.expr) : [];
    default:
      return [];
  }
}

/** The PromQL text that an SLI is measured by, where it is written as text. */
export function sliText(sli: Sli): string | undefined {
  if (sli.kind === "errorRatio") {
    return sli.promql;
  }
  return sli.kind === "timeSlices" && "promql" in sli.good ? sli.good.promql : undefined;
}
