import type { Duration } from "./duration.ts";

/** How a matcher compares a label's value: equal, not equal, matches, does not match. */
export type MatchOperator = "=" | "!=" | "=~" | "!~";

/** One condition on a label of a series. A regular expression (RE2) is anchored at both ends. */
export interface Matcher {
  readonly label: string;
  readonly operator: MatchOperator;
  readonly value: string;
}

export type ComparisonOperator = "==" | "!=" | ">" | "<" | ">=" | "<=";
export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%" | "^" | "atan2";
export type SetOperator = "and" | "or" | "unless";
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | SetOperator;

/** How the series of two sides find each other. */
export interface VectorMatching {
  readonly on?: readonly string[];
  readonly ignoring?: readonly string[];
  /** Labels that `group_left` takes over from the "one" side; present (even when empty) for many-to-one. */
  readonly groupLeft?: readonly string[];
  /** The same for one-to-many: the labels come from the left side. */
  readonly groupRight?: readonly string[];
}

/** `{__name__}`'s series at one moment. */
export interface VectorSelector {
  readonly kind: "selector";
  /** Name of the metric; empty when only matchers say which series are meant. */
  readonly metric: string;
  readonly matchers: readonly Matcher[];
  /** Range in square brackets; absent for an instant vector. */
  readonly range?: Duration;
  /** How far back to look; a leading `-` looks ahead. */
  readonly offset?: Duration;
  /** The moment to look at: a Unix timestamp in seconds, `start()` or `end()`. */
  readonly at?: string;
}

/** An expression evaluated at each step over a range: `expr[range:step]`. */
export interface Subquery {
  readonly kind: "subquery";
  readonly expr: PromqlExpr;
  readonly range: Duration;
  readonly step?: Duration;
  readonly offset?: Duration;
  readonly at?: string;
}

/** A call such as `rate(…)` or `histogram_quantile(0.99, …)`. */
export interface Call {
  readonly kind: "call";
  readonly name: string;
  readonly args: readonly PromqlExpr[];
}

/** An aggregation such as `sum by (route) (…)`. */
export interface Aggregation {
  readonly kind: "aggregation";
  readonly operator: string;
  readonly expr: PromqlExpr;
  readonly by?: readonly string[];
  readonly without?: readonly string[];
  /** The parameter of `topk`, `quantile`, `count_values`. */
  readonly parameter?: PromqlExpr;
}

/** Two sides joined by an operator. */
export interface Binary {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: PromqlExpr;
  readonly right: PromqlExpr;
  /** Turns a comparison into 0 or 1 instead of a filter. */
  readonly bool?: boolean;
  readonly matching?: VectorMatching;
}

/** An expression with a sign before it; a signed number is a {@link NumberLiteral}. */
export interface Unary {
  readonly kind: "unary";
  readonly operator: "+" | "-";
  readonly expr: PromqlExpr;
}

/** A number, kept as the text to print, so that a decimal stays exact. */
export interface NumberLiteral {
  readonly kind: "number";
  readonly text: string;
  /** Unit that it was written in, when somebody said so; it is not printed. */
  readonly unit?: string;
}

export interface StringLiteral {
  readonly kind: "string";
  readonly value: string;
}

/** PromQL that somebody wrote as text; it is printed between parentheses, untouched. */
export interface RawExpr {
  readonly kind: "raw";
  readonly text: string;
}

/** A PromQL expression as plain, readonly data. */
export type PromqlExpr =
  | VectorSelector
  | Subquery
  | Call
  | Aggregation
  | Binary
  | Unary
  | NumberLiteral
  | StringLiteral
  | RawExpr;
