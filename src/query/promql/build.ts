import type {
  Aggregation,
  ArithmeticOperator,
  Binary,
  Call,
  ComparisonOperator,
  Matcher,
  NumberLiteral,
  PromqlExpr,
  SetOperator,
  Subquery,
  Unary,
  VectorMatching,
  VectorSelector,
} from "./ast.ts";
import type { Duration } from "./duration.ts";

/** Labels that an aggregation keeps (`by`) or drops (`without`). */
export interface Grouping {
  readonly by?: readonly string[];
  readonly without?: readonly string[];
}

/** An instant vector of one metric. */
export function selector(metric: string, matchers: readonly Matcher[] = []): VectorSelector {
  return { kind: "selector", metric, matchers };
}

/** The same series over a range, for `rate` and the `_over_time` functions. */
export function over(vector: VectorSelector, range: Duration): VectorSelector {
  return { ...vector, range };
}

/** An equality matcher. */
export function equals(label: string, value: string): Matcher {
  return { label, operator: "=", value };
}

/** A number; pass text for a decimal that must stay exact, such as `"0.001"`. */
export function number(value: number | string): NumberLiteral {
  return { kind: "number", text: String(value) };
}

export function call(name: string, ...args: readonly PromqlExpr[]): Call {
  return { kind: "call", name, args };
}

/** Events a second over `range`; for counters only. */
export function rate(vector: VectorSelector, range: Duration): Call {
  return call("rate", over(vector, range));
}

/** Events over `range`, extrapolated; for counters only. */
export function increase(vector: VectorSelector, range: Duration): Call {
  return call("increase", over(vector, range));
}

export function aggregate(operator: string, expr: PromqlExpr, grouping: Grouping = {}): Aggregation {
  return { kind: "aggregation", operator, expr, ...grouping };
}

export function sum(expr: PromqlExpr, grouping: Grouping = {}): Aggregation {
  return aggregate("sum", expr, grouping);
}

export function max(expr: PromqlExpr, grouping: Grouping = {}): Aggregation {
  return aggregate("max", expr, grouping);
}

/** Joins two sides by an arithmetic operator. */
export function arithmetic(
  left: PromqlExpr,
  operator: ArithmeticOperator,
  right: PromqlExpr,
  matching?: VectorMatching,
): Binary {
  return { kind: "binary", operator, left, right, ...(matching && { matching }) };
}

export function divide(left: PromqlExpr, right: PromqlExpr, matching?: VectorMatching): Binary {
  return arithmetic(left, "/", right, matching);
}

/** Keeps the series for which the comparison holds. */
export function compare(
  left: PromqlExpr,
  operator: ComparisonOperator,
  right: PromqlExpr,
  matching?: VectorMatching,
): Binary {
  return { kind: "binary", operator, left, right, ...(matching && { matching }) };
}

/** Joins two sides by `and`, `or` or `unless`. */
export function combine(
  left: PromqlExpr,
  operator: SetOperator,
  right: PromqlExpr,
  matching?: VectorMatching,
): Binary {
  return { kind: "binary", operator, left, right, ...(matching && { matching }) };
}

/** Evaluates an expression every `step` over `range`. */
export function subquery(expr: PromqlExpr, range: Duration, step?: Duration): Subquery {
  return { kind: "subquery", expr, range, ...(step !== undefined && { step }) };
}

/** The expression with its sign turned; a number stays one number. */
export function negate(expr: PromqlExpr): Unary | NumberLiteral {
  if (expr.kind !== "number") {
    return { kind: "unary", operator: "-", expr };
  }
  return number(expr.text.startsWith("-") ? expr.text.slice(1) : `-${expr.text.replace(/^\+/, "")}`);
}
