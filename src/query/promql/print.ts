import type {
  Aggregation,
  Binary,
  Matcher,
  PromqlExpr,
  Subquery,
  VectorMatching,
  VectorSelector,
} from "./ast.ts";
import { isPlainLabel, isPlainMetric } from "./identifiers.ts";
import { PRECEDENCE } from "./precedence.ts";

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
      return `${printSeries(expr)}${printRange(expr.range)}${printMoment(expr)}`;
    case "subquery":
      return `${printOperand(expr.expr)}[${expr.range}:${expr.step ?? ""}]${printMoment(expr)}`;
    case "call":
      return `${expr.name}(${expr.args.map(printPromql).join(", ")})`;
    case "aggregation":
      return printAggregation(expr);
    case "binary":
      return printBinary(expr);
    case "unary":
      return `${expr.operator}${printSigned(expr.expr)}`;
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
  return `{${matchers.map(printMatcher).sort().join(",")}}`;
}

/** Prints one matcher, such as `route="/orders"`. */
export function printMatcher({ label, operator, value }: Matcher): string {
  return `${printLabel(label)}${operator}${quoteString(value)}`;
}

function printLabel(label: string): string {
  return isPlainLabel(label) ? label : quoteString(label);
}

function printLabels(labels: readonly string[]): string {
  return labels.map(printLabel).join(", ");
}

// A name that Prometheus does not read as one (UTF-8, a keyword) goes between the braces, in quotes.
function printSeries({ metric, matchers }: VectorSelector): string {
  if (metric === "" || isPlainMetric(metric)) {
    return `${metric}${printMatchers(matchers)}`;
  }
  return `{${[quoteString(metric), ...matchers.map(printMatcher).sort()].join(",")}}`;
}

function printRange(range: string | undefined): string {
  return range === undefined ? "" : `[${range}]`;
}

function printMoment({ at, offset }: VectorSelector | Subquery): string {
  return `${at === undefined ? "" : ` @ ${at}`}${offset === undefined ? "" : ` offset ${offset}`}`;
}

function printAggregation({ operator, expr, by, without, parameter }: Aggregation): string {
  const grouping = by ? ` by (${printLabels(by)})` : without ? ` without (${printLabels(without)})` : "";
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
  return bindsWeaker(side, minimum) ? `(${printed})` : printed;
}

function bindsWeaker(side: PromqlExpr, minimum: number): boolean {
  switch (side.kind) {
    case "binary":
      return PRECEDENCE[side.operator] < minimum;
    // A sign binds as * does, so that -2 ^ 2 is -(2 ^ 2); beside ^ the parentheses say what is meant.
    case "unary":
      return minimum >= PRECEDENCE["^"];
    case "number":
      return minimum >= PRECEDENCE["^"] && /^[-+]/.test(side.text);
    default:
      return false;
  }
}

function printSigned(expr: PromqlExpr): string {
  const printed = printPromql(expr);
  const ambiguous = expr.kind === "unary" || expr.kind === "number" || bindsWeaker(expr, PRECEDENCE["*"] + 1);
  return ambiguous ? `(${printed})` : printed;
}

// Brackets, `offset` and `@` bind to what stands before them.
function printOperand(expr: PromqlExpr): string {
  const printed = printPromql(expr);
  const whole =
    expr.kind === "call" ||
    expr.kind === "aggregation" ||
    expr.kind === "raw" ||
    (expr.kind === "selector" && expr.offset === undefined && expr.at === undefined);
  return whole ? printed : `(${printed})`;
}

function printMatching(matching: VectorMatching | undefined): string {
  if (matching === undefined) {
    return "";
  }
  const { on, ignoring, groupLeft, groupRight } = matching;
  const labels = on ? ` on (${printLabels(on)})` : ignoring ? ` ignoring (${printLabels(ignoring)})` : "";
  const side = groupLeft ? "group_left" : "group_right";
  const taken = groupLeft ?? groupRight;
  return taken ? `${labels} ${side} (${printLabels(taken)})` : labels;
}
