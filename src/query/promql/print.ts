import type { Aggregation, Binary, BinaryOperator, Matcher, PromqlExpr, VectorMatching } from "./ast.ts";

// From https://prometheus.io/docs/prometheus/latest/querying/operators/#binary-operator-precedence
const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  "==": 3,
  "!=": 3,
  ">": 3,
  "<": 3,
  ">=": 3,
  "<=": 3,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "%": 5,
  "^": 6,
};

/**
 * Prints an expression in the one canonical form Crowsnest writes: one line, matchers and groupings sorted,
 * parentheses only where precedence asks for them.
 *
 * @example printPromql(sum(rate(selector("http_requests_total", []), "5m"), { by: ["route"] }))
 * // 'sum by (route) (rate(http_requests_total[5m]))'
 */
export function printPromql(expr: PromqlExpr): string {
  switch (expr.kind) {
    case "number":
      return expr.text;
    case "string":
      return quoteString(expr.value);
    case "raw":
      return `(${expr.text})`;
    case "selector":
      return `${expr.metric}${printMatchers(expr.matchers)}${printRange(expr.range)}${printOffset(expr.offset)}`;
    case "subquery":
      return `${printOperand(expr.expr)}[${expr.range}:${expr.step ?? ""}]${printOffset(expr.offset)}`;
    case "call":
      return `${expr.name}(${expr.args.map(printPromql).join(", ")})`;
    case "aggregation":
      return printAggregation(expr);
    case "binary":
      return printBinary(expr);
  }
}

/**
 * Quotes text as a PromQL (and LogQL) string literal. Whatever `value` holds, the literal cannot be ended early.
 */
export function quoteString(value: string): string {
  // JSON's escapes are a subset of Go's, but for lone surrogates, which Go refuses.
  return JSON.stringify(value.toWellFormed());
}

/** Prints `{a="b"}`, or nothing when there are no matchers. */
export function printMatchers(matchers: readonly Matcher[]): string {
  if (matchers.length === 0) {
    return "";
  }
  const printed = matchers.map(({ label, operator, value }) => `${label}${operator}${quoteString(value)}`);
  return `{${printed.sort().join(",")}}`;
}

function printRange(range: string | undefined): string {
  return range === undefined ? "" : `[${range}]`;
}

function printOffset(offset: string | undefined): string {
  return offset === undefined ? "" : ` offset ${offset}`;
}

function printAggregation({ operator, expr, by, without, parameter }: Aggregation): string {
  const grouping = by ? ` by (${by.join(", ")})` : without ? ` without (${without.join(", ")})` : "";
  const args = parameter ? `${printPromql(parameter)}, ${printPromql(expr)}` : printPromql(expr);
  return `${operator}${grouping}${grouping ? " " : ""}(${args})`;
}

function printBinary(expr: Binary): string {
  const precedence = PRECEDENCE[expr.operator];
  const left = printSide(expr.left, expr.operator === "^" ? precedence + 1 : precedence);
  // All operators but ^ group to the left, so an equal operator on the right keeps its parentheses.
  const right = printSide(expr.right, expr.operator === "^" ? precedence : precedence + 1);
  const bool = expr.bool ? " bool" : "";
  return `${left} ${expr.operator}${bool}${printMatching(expr.matching)} ${right}`;
}

function printSide(side: PromqlExpr, minimum: number): string {
  const printed = printPromql(side);
  return side.kind === "binary" && PRECEDENCE[side.operator] < minimum ? `(${printed})` : printed;
}

function printOperand(expr: PromqlExpr): string {
  const printed = printPromql(expr);
  return expr.kind === "binary" ? `(${printed})` : printed;
}

function printMatching(matching: VectorMatching | undefined): string {
  if (matching === undefined) {
    return "";
  }
  const { on, ignoring, groupLeft } = matching;
  const labels = on ? ` on (${on.join(", ")})` : ignoring ? ` ignoring (${ignoring.join(", ")})` : "";
  return groupLeft ? `${labels} group_left (${groupLeft.join(", ")})` : labels;
}
