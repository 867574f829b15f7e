import { z } from "zod";
import type { PromqlExpr } from "../query/promql/index.ts";
import { textSchema } from "./common.ts";
import { expressionMistakes, type RawCondition } from "./condition.ts";
import type { Query } from "./handles.ts";
import { located } from "./source.ts";
import { thresholdNumber } from "./unit.ts";

/**
 * The window of rates in panels: Grafana makes it long enough for four scrapes, and longer where a reader looks at
 * weeks.
 *
 * @example requests.rate(rateInterval).sum({ by: ["route"] })
 */
export const rateInterval = "$__rate_interval";

/** What one line of a panel, or several, are drawn from. */
export type PanelQuery = Pick<Query<string>, "expr"> | RawCondition;

const querySchema = z.custom<PanelQuery>().superRefine((query, context) => {
  if (isText(query)) {
    for (const { message } of textSchema.safeParse(query.promql).error?.issues ?? []) {
      context.addIssue({ code: "custom", message, params: QUERY_EXPECTED });
    }
  } else if (isQuery(query)) {
    for (const { message, details } of expressionMistakes(query.expr, [rateInterval])) {
      context.addIssue({ code: "custom", message, params: details });
    }
  } else {
    context.addIssue({ code: "custom", message: "not a query", params: QUERY_EXPECTED });
  }
});

const QUERY_EXPECTED = {
  code: "invalid-value",
  hint: "Query a metric, such as `queue.max()`, without a comparison; or write promql(…).",
};

/** A schema for {@link Panel}. */
export const panelSchema = z.strictObject({
  kind: z.literal("panel"),
  title: textSchema,
  description: textSchema,
  of: z
    .record(z.string(), querySchema)
    .refine((lines) => Object.keys(lines).length > 0, "expected at least one query"),
  unit: textSchema.optional(),
  limit: z.number().optional(),
});

/** A graph on a service's dashboard. */
export interface Panel {
  readonly kind: "panel";
  readonly title: string;
  readonly description: string;
  /** Queries by what their lines are called. */
  readonly of: Readonly<Record<string, PanelQuery>>;
  readonly unit?: string | undefined;
  readonly limit?: number | undefined;
}

/** By its form, for the handles may be another copy's than the config imports. */
function isQuery(value: unknown): value is { readonly expr: PromqlExpr } {
  const { expr } = (value ?? {}) as { readonly expr?: { readonly kind?: unknown } | null };
  return typeof expr?.kind === "string";
}

function isText(value: unknown): value is RawCondition {
  return typeof value === "object" && value !== null && "promql" in value;
}

/** What {@link panel} takes beside the title. */
export interface PanelOptions {
  /**
   * What is drawn: a query of the service's metrics, or several by what their lines are called. A line is named
   * after the labels that its query keeps; `{{label}}` in a name of your own stands for a label's value. To what
   * `promql(…)` says nothing is added: it selects its series itself, and may read `$job` and `$instance`.
   */
  readonly of: Query<string> | RawCondition | Readonly<Record<string, Query<string> | RawCondition>>;
  /** What it shows, and what to do when it looks bad. */
  readonly description: string;
  /** Unit of the values, as metrics have it: `seconds`, `bytes`, `ratio`. Default: what the metrics give. */
  readonly unit?: string;
  /** A value that should not be passed, drawn as a dashed line: a number, or text such as `"80%"` or `"500ms"`. */
  readonly limit?: number | string;
}

/**
 * Declares a graph on a service's dashboard.
 *
 * @example panel("Orders that wait", {
 *   of: queued.max({ by: ["pod"] }), description: "When it grows, look at the database.", limit: 1_000,
 * })
 */
export function panel(title: string, options: PanelOptions): Panel {
  const { of, limit, ...rest } = options;
  const lines = isQuery(of) || isText(of) ? { "": of } : of;
  const value = typeof limit === "string" ? Number(thresholdNumber(limit).value) : limit;
  return located<Panel>(
    {
      kind: "panel",
      title,
      ...rest,
      of: lines,
      ...(value !== undefined && { limit: Number.isNaN(value) ? limit : value }),
    } as Panel,
    panel,
  );
}

/** A schema for {@link Row}. */
export const rowSchema = z.strictObject({
  kind: z.literal("row"),
  title: textSchema,
  panels: z.array(panelSchema).min(1, "expected at least one panel").readonly(),
});

/** A row of a service's dashboard. */
export interface Row {
  readonly kind: "row";
  readonly title: string;
  readonly panels: readonly Panel[];
}

/**
 * Declares a row of a service's dashboard. Rows of one title are shown as one.
 *
 * @example row("Orders", [panel("Orders that wait", { … })])
 */
export function row(title: string, panels: readonly Panel[]): Row {
  return located<Row>({ kind: "row", title, panels }, row);
}
