export type {
  Aggregation,
  ArithmeticOperator,
  Binary,
  BinaryOperator,
  Call,
  ComparisonOperator,
  Matcher,
  MatchOperator,
  NumberLiteral,
  PromqlExpr,
  RawExpr,
  SetOperator,
  StringLiteral,
  Subquery,
  VectorMatching,
  VectorSelector,
} from "./ast.ts";
export * from "./build.ts";
export {
  type Duration,
  durationMilliseconds,
  durationSeconds,
  formatDuration,
  isDuration,
} from "./duration.ts";
export {
  escapeRegex,
  type LabelCondition,
  type LabelConditions,
  type Negated,
  not,
  toMatchers,
} from "./matchers.ts";
export { printMatchers, printPromql, quoteString } from "./print.ts";
