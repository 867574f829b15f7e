import { printMatchers, quoteString } from "../promql/index.ts";
import type { LabelFilter, LogLines, LogMetric, LogqlExpr, Stage } from "./ast.ts";

/**
 * Prints an expression in one canonical form. Every text goes through one quoting, so that none can end its
 * literal.
 *
 * @example printLogql({ kind: "lines", matchers: [equals("app", "shop")], stages: [] }) // '{app="shop"}'
 */
export function printLogql(expr: LogqlExpr): string {
  switch (expr.kind) {
    case "lines":
      return printLines(expr);
    case "number":
      return expr.text;
    case "rangeAggregation": {
      const { operator, parameter, lines, range, offset } = expr;
      const moment = offset === undefined ? "" : ` offset ${offset}`;
      const before = parameter === undefined ? "" : `${parameter}, `;
      return `${operator}(${before}${printLines(lines)} [${range}]${moment})${printGrouping(expr, " ", "")}`;
    }
    case "aggregation": {
      const before = expr.parameter === undefined ? "" : `${expr.parameter}, `;
      return `${expr.operator}${printGrouping(expr, " ", " ")}(${before}${printLogql(expr.expr)})`;
    }
    case "binary":
      return `${printSide(expr.left)} ${expr.operator} ${printSide(expr.right)}`;
  }
}

function printSide(expr: LogMetric): string {
  return expr.kind === "binary" ? `(${printLogql(expr)})` : printLogql(expr);
}

function printLines({ matchers, stages }: LogLines): string {
  return [printMatchers(matchers), ...stages.map(printStage)].join(" ");
}

function printGrouping(
  { by, without }: { readonly by?: readonly string[]; readonly without?: readonly string[] },
  before: string,
  after: string,
): string {
  return by
    ? `${before}by (${by.join(", ")})${after}`
    : without
      ? `${before}without (${without.join(", ")})${after}`
      : "";
}

function printStage(stage: Stage): string {
  switch (stage.kind) {
    case "lineFilter":
      return `${stage.operator} ${stage.values.map(quoteString).join(" or ")}`;
    case "parser": {
      const labels = stage.labels?.map(({ label, from }) =>
        from === undefined ? label : `${label}=${quoteString(from)}`,
      );
      const argument = stage.argument === undefined ? labels?.join(", ") : quoteString(stage.argument);
      return `| ${stage.name}${argument === undefined ? "" : ` ${argument}`}`;
    }
    case "labelFilter":
      return `| ${printFilter(stage.filter)}`;
    case "lineFormat":
      return `| line_format ${quoteString(stage.template)}`;
    case "labelFormat":
      return `| label_format ${stage.formats
        .map((format) => `${format.label}=${"from" in format ? format.from : quoteString(format.template)}`)
        .join(", ")}`;
    case "drop":
    case "keep":
      return `| ${stage.kind} ${stage.labels.join(", ")}`;
    case "decolorize":
      return "| decolorize";
    case "unwrap":
      return `| unwrap ${stage.conversion === undefined ? stage.label : `${stage.conversion}(${stage.label})`}`;
  }
}

function printFilter(filter: LabelFilter): string {
  if (filter.kind === "comparison") {
    const value = "text" in filter.value ? quoteString(filter.value.text) : filter.value.literal;
    return `${filter.label} ${filter.operator} ${value}`;
  }
  return `(${printFilter(filter.left)} ${filter.kind} ${printFilter(filter.right)})`;
}
