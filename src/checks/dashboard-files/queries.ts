import { type Diagnostic, suggest } from "../../diagnostics/index.ts";
import { variablesIn, withoutVariables } from "../../imported/index.ts";
import { parseLogql } from "../../query/logql/index.ts";
import { averages } from "../promql/averages.ts";
import { type ExpressionCheck, readExpression } from "../promql/expression.ts";
import { knownBuckets } from "../promql/known-buckets.ts";
import { knownLabels } from "../promql/known-labels.ts";
import { knownMetrics } from "../promql/known-metrics.ts";
import { knownValues } from "../promql/known-values.ts";
import { quantiles } from "../promql/quantiles.ts";
import { rates } from "../promql/rates.ts";
import { regexes } from "../promql/regexes.ts";
import { types } from "../promql/syntax.ts";
import { versions } from "../promql/versions.ts";
import { type DashboardUnderCheck, panelName } from "./dashboards.ts";

/** Of the checks of expressions, those that ask nothing of an alert or of the service that wrote it. */
const EXPRESSION_CHECKS: readonly ExpressionCheck[] = [
  types,
  averages,
  knownBuckets,
  knownLabels,
  knownMetrics,
  knownValues,
  quantiles,
  rates,
  regexes,
  versions,
];

/** Queries are what a server reads, of metrics that somebody declares and variables that the dashboard has. */
export function queries(file: DashboardUnderCheck): readonly Diagnostic[] {
  const { dashboard, find } = file;
  const names = [
    ...dashboard.variables.map(({ name }) => name),
    ...dashboard.inputs.map(({ name }) => String(name)),
  ];
  const known = new Set(names);
  const check = (place: readonly string[], language: string, text: string): readonly Diagnostic[] => [
    ...variablesIn(text)
      .filter((name) => !known.has(name))
      .map((name) =>
        find("unknown-variable", place, {
          message: `the dashboard has no variable "${name}"`,
          hint: suggest(name, known),
        }),
      ),
    ...(language === "logql" ? logqlProblems(file, place, text) : promqlProblems(file, place, text)),
  ];
  return [
    ...dashboard.variables.flatMap(({ name, query }) => {
      const series = seriesOf(query);
      return series === undefined ? [] : check([`variables.${name}`], "promql", series);
    }),
    ...dashboard.panels.flatMap((panel) =>
      panel.queries
        .filter(({ language }) => language !== "other")
        .flatMap(({ language, refId, expr }) => check([panelName(panel), refId || "query"], language, expr)),
    ),
  ];
}

/** The expression in a variable's query: `label_values(up{job="$job"}, instance)`, `query_result(…)`. */
function seriesOf(query: string): string | undefined {
  const [, inner = ""] = /^\s*(?:label_values|query_result)\s*\((.+)\)\s*$/s.exec(query) ?? [];
  const [, series] = query.trimStart().startsWith("query_result")
    ? [inner, inner]
    : (/^(.+),\s*[\w$]+\s*$/s.exec(inner) ?? []);
  return series;
}

function promqlProblems(
  { draft, scope, shapeOf, place, find }: DashboardUnderCheck,
  more: readonly string[],
  text: string,
): readonly Diagnostic[] {
  const readable = withoutVariables(text);
  if (readable === undefined) {
    return [];
  }
  const nobody = { service: undefined, alert: undefined, role: "measurement" } as const;
  const read = readExpression({ ...nobody, draft, scope, shapeOf, place: place(more) }, readable, false);
  if (!("problems" in read)) {
    return EXPRESSION_CHECKS.flatMap((check) => check(read));
  }
  return read.problems.slice(0, 1).map(({ message }) =>
    find("invalid-promql", more, {
      message: `${message}: ${text}`,
      hint: "Prometheus would refuse it, and the panel would show an error.",
    }),
  );
}

function logqlProblems(
  { find }: DashboardUnderCheck,
  more: readonly string[],
  text: string,
): readonly Diagnostic[] {
  const readable = withoutVariables(text);
  return readable === undefined
    ? []
    : parseLogql(readable)
        // What only our own tree cannot hold is good LogQL.
        .problems.filter(({ message }) => !message.endsWith("is not read"))
        .slice(0, 1)
        .map(({ message }) =>
          find("invalid-logql", more, {
            message: `${message}: ${text}`,
            hint: "Loki would refuse it, and the panel would show an error.",
          }),
        );
}
