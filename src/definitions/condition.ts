import { z } from "zod";
import { isDuration, type PromqlExpr } from "../query/promql/index.ts";
import { type IssueDetails, labelNameSchema, textSchema } from "./common.ts";
import type { Condition } from "./handles.ts";

/** A condition written as PromQL text. */
export interface RawCondition {
  readonly promql: string;
}

/** A mistake in an expression that the handles made of what a user handed over. */
export interface Mistake {
  readonly message: string;
  readonly details: IssueDetails;
}

/**
 * A schema for what an alert waits for. Handles take windows, thresholds and label values from the user, so an
 * expression is walked for what could not be printed as PromQL.
 */
export const conditionSchema = z.custom<Condition | RawCondition>().superRefine((when, context) => {
  const add = (path: readonly string[], { message, details }: Mistake) =>
    context.addIssue({ code: "custom", message, path: [...path], params: details });
  if (!isObject(when)) {
    add([], notACondition(when === undefined));
  } else if ("promql" in when) {
    const { error } = textSchema.safeParse(when.promql);
    for (const { message } of error?.issues ?? []) {
      add(["promql"], {
        message,
        details: { code: "invalid-value", hint: "Write the condition as PromQL text." },
      });
    }
  } else if (isObject(when.expr) && when.expr.kind === "binary") {
    for (const mistake of expressionMistakes(when.expr as unknown as PromqlExpr)) {
      add([], mistake);
    }
  } else {
    add([], notACondition(false));
  }
});

function notACondition(missing: boolean): Mistake {
  return {
    message: missing ? '"when" is missing' : "not a condition",
    details: {
      code: missing ? "missing-key" : "invalid-value",
      hint: "Compare a query with a threshold, such as `queue.max().above(1000)`, or write promql(…).",
    },
  };
}

/**
 * What in an expression could not be printed as PromQL.
 *
 * @param windows what may stand for a window beside a duration
 */
export function expressionMistakes(expr: PromqlExpr, windows: readonly string[] = []): readonly Mistake[] {
  return [...new Set(mistakesOf(expr, windows))];
}

function mistakesOf(expr: PromqlExpr, windows: readonly string[]): readonly Mistake[] {
  const inside = (inner: PromqlExpr) => mistakesOf(inner, windows);
  switch (expr.kind) {
    case "selector":
      return [
        ...windowMistakes(expr.range, windows),
        ...expr.matchers.flatMap(({ label, value }) =>
          typeof value === "string" ? [] : [mistake(`no text to compare "${label}" with`, VALUE_HINT)],
        ),
      ];
    case "number":
      return isNumber(expr.text) ? [] : [mistake(`not a number: ${expr.text}`, "Write a finite number.")];
    case "aggregation":
      return [...inside(expr.expr), ...groupingMistakes(expr.by)];
    case "call":
      return expr.args.flatMap(inside);
    case "binary":
      return [...inside(expr.left), ...inside(expr.right)];
    case "subquery":
      return [...windowMistakes(expr.range, windows), ...inside(expr.expr)];
    default:
      return [];
  }
}

const VALUE_HINT = "Write text, a regular expression, a list of texts that is not empty, or not(…) of these.";

function windowMistakes(range: unknown, windows: readonly string[]): readonly Mistake[] {
  if (range === undefined || (typeof range === "string" && (isDuration(range) || windows.includes(range)))) {
    return [];
  }
  const text = typeof range === "string" ? `: ${JSON.stringify(range)}` : "";
  const hint = 'A window is a number with a unit, such as "5m".';
  return [{ message: `not a duration${text}`, details: { code: "invalid-duration", hint } }];
}

function groupingMistakes(by: unknown = []): readonly Mistake[] {
  const isLabel = (label: unknown) => labelNameSchema.safeParse(label).success;
  return Array.isArray(by) && by.every(isLabel)
    ? []
    : [mistake("`by` is no list of labels", 'List labels of the metric, such as `by: ["route"]`.')];
}

function isNumber(text: string): boolean {
  return text.trim() !== "" && Number.isFinite(Number(text));
}

function mistake(message: string, hint: string): Mistake {
  return { message, details: { code: "invalid-value", hint } };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
