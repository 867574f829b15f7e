import type { Metric, Panel, PanelQuery, Row } from "../../../definitions/index.ts";
import { seriesOf } from "../../../definitions/series.ts";
import { withoutVariables } from "../../../imported/index.ts";
import {
  childrenOf,
  type Inference,
  inference,
  mapSelectors,
  type PromqlExpr,
  parsePromql,
  type Shape,
  selectorsOf,
} from "../../../query/promql/index.ts";
import { narrowing } from "../../service-series.ts";
import type { ServiceContext } from "../context.ts";
import { markdownText, plainText } from "../escape.ts";
import type { PanelDraft, Query, RowDraft } from "../model.ts";
import { literalMatchers, prometheusQueries } from "../query.ts";
import { limits } from "../thresholds.ts";
import { rateUnit, unitInWords, valueUnit } from "../units.ts";

/** More labels than these make no name that can be read. */
const MOST_LABELS = 4;

/** The rows that a service declares itself, those of one title as one. */
export function declaredSections(context: ServiceContext): readonly RowDraft[] {
  const { rows = [] } = context.service;
  const titles = new Set(rows.map(({ title }) => title));
  return [...titles].map((title) => declaredRow(context, title, rows));
}

/** Names of the metrics that these rows show. */
export function metricsOfRows({ service, metrics }: ServiceContext): ReadonlySet<string> {
  const shown = (service.rows ?? []).flatMap(({ panels }) =>
    panels.flatMap(({ of }) =>
      Object.values(of).flatMap((query) => {
        const expr = exprOf(query);
        return expr === undefined ? [] : selectorsOf(expr);
      }),
    ),
  );
  return new Set(
    shown.map(({ metric }) => (metrics.has(metric) ? metric : metric.replace(/_(bucket|count|sum)$/, ""))),
  );
}

function declaredRow(context: ServiceContext, title: Row["title"], rows: readonly Row[]): RowDraft {
  const panels = rows.filter((row) => row.title === title).flatMap((row) => row.panels);
  const infer = inferenceOf(context.service.metrics);
  return {
    key: `row/declared/${title}`,
    title: plainText(title),
    panels: panels.map((panel) => panelDraft(context, infer, title, panel)),
  };
}

function panelDraft(context: ServiceContext, infer: Inference, row: string, panel: Panel): PanelDraft {
  const { title, description, of, unit, limit } = panel;
  const lines = Object.entries(of).map(([name, query]) => ({ name, query, expr: exprOf(query) }));
  const exprs = lines.flatMap(({ expr }) => expr ?? []);
  return {
    key: `declared/${row}/${title}`,
    kind: "timeseries",
    title: plainText(title),
    description: markdownText(description),
    width: 8,
    height: 8,
    links: [],
    unit: unit === undefined ? unitOfLines(context, infer, exprs) : unitInWords(unit),
    ...(exprs.every((expr) => !mayBeNegative(expr)) && { min: 0 }),
    ...(limit !== undefined && { thresholds: limits(limit) }),
    queries: queriesOf(context, infer, lines),
  };
}

interface Line {
  readonly name: string;
  readonly query: PanelQuery;
  /** What it gives; `undefined` where a variable makes that unknown. */
  readonly expr: PromqlExpr | undefined;
}

function queriesOf(context: ServiceContext, infer: Inference, lines: readonly Line[]): readonly Query[] {
  const narrow = narrowing(context.service, context.raw);
  const queries = prometheusQueries(
    ...lines.map(({ name, expr, query }) => ({
      expr: "expr" in query ? narrow(withLiterals(query.expr)) : EMPTY,
      legend: legendOf(name, expr && infer(expr)),
      minStep: expr !== undefined && readsCluster(context, expr) ? context.clusterStep : context.rawStep,
      exemplars: expr !== undefined && calls(expr, QUANTILES),
    })),
  );
  // What somebody wrote as text stays as it is.
  return queries.map((query, index) => {
    const { query: written } = lines[index] ?? {};
    return written !== undefined && "promql" in written ? { ...query, expr: written.promql } : query;
  });
}

function readsCluster({ metrics }: ServiceContext, expr: PromqlExpr): boolean {
  return selectorsOf(expr).some(({ metric }) => metrics.get(metric)?.about !== undefined);
}

const EMPTY: PromqlExpr = { kind: "number", text: "0" };

function exprOf(query: PanelQuery): PromqlExpr | undefined {
  return "expr" in query ? query.expr : parsePromql(withoutVariables(query.promql) ?? "").expr;
}

/** What a line is called, and the labels that tell it from the others of its query. */
function legendOf(name: string, shape: Shape | undefined): string {
  if (name.includes("{{") || shape === undefined) {
    return plainText(name);
  }
  const { labels } = shape;
  const kept = labels.open || labels.names.size > MOST_LABELS ? ["pod"] : [...labels.names];
  const parts = [plainText(name), ...kept.map((label) => `{{${label}}}`)].filter((part) => part !== "");
  return parts.length === 0 ? "all" : parts.join(" ");
}

function unitOfLines(context: ServiceContext, infer: Inference, exprs: readonly PromqlExpr[]): string {
  const first = exprs.find((expr) => infer(expr).unit !== undefined) ?? exprs[0];
  return first === undefined ? "short" : unitOf(context, infer(first), first);
}

function unitOf({ metrics }: ServiceContext, { unit, series }: Shape, expr: PromqlExpr): string {
  if (unit !== undefined) {
    return unitInWords(unit);
  }
  if (isDivision(expr)) {
    return unitInWords("ratio");
  }
  const metric = series && metrics.get(series.metric);
  if (calls(expr, RATES)) {
    return metric === undefined ? "cps" : rateUnit(metric);
  }
  return metric === undefined || calls(expr, COUNTS) ? "short" : valueUnit(metric);
}

const RATES: ReadonlySet<string> = new Set(["rate", "irate"]);
const COUNTS: ReadonlySet<string> = new Set(["increase", "changes", "resets"]);
const SIGNED: ReadonlySet<string> = new Set(["predict_linear", "delta", "idelta", "deriv"]);
const QUANTILES: ReadonlySet<string> = new Set(["histogram_quantile"]);

function mayBeNegative(expr: PromqlExpr): boolean {
  return calls(expr, SIGNED) || (expr.kind === "binary" && expr.operator === "-");
}

function isDivision(expr: PromqlExpr): boolean {
  return expr.kind === "binary" ? expr.operator === "/" : childrenOf(expr).some(isDivision);
}

function calls(expr: PromqlExpr, names: ReadonlySet<string>): boolean {
  return (
    (expr.kind === "call" && names.has(expr.name)) || childrenOf(expr).some((child) => calls(child, names))
  );
}

/** No `$name` in a label's value that somebody wrote is a variable of Grafana. */
function withLiterals(expr: PromqlExpr): PromqlExpr {
  return mapSelectors(expr, (selector) => ({ ...selector, matchers: literalMatchers(selector.matchers) }));
}

function inferenceOf(metrics: Readonly<Record<string, Metric>>): Inference {
  const series = seriesOf(Object.values(metrics));
  return inference((name) => series.get(name));
}
