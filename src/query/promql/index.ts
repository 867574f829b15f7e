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
  Unary,
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
  type PromqlAggregation,
  type PromqlFunction,
  promqlAggregations,
  promqlFunctions,
  type ValueType,
} from "./functions.ts";
export * from "./infer/index.ts";
export {
  bucketMatcher,
  escapeRegex,
  type LabelCondition,
  type LabelConditions,
  type Negated,
  not,
  regexSource,
  toMatchers,
} from "./matchers.ts";
export { numberValue } from "./numbers.ts";
export { type ParsedPromql, parsePromql } from "./parse.ts";
export { printMatcher, printMatchers, printPromql, quoteString } from "./print.ts";
export { isLiteralRegex, matcherTakes, regexMatches, regexProblem } from "./regex.ts";
export type { Span, SyntaxProblem } from "./syntax-problem.ts";
export { isComparison, type TypeProblem, typeProblems, valueType } from "./typing.ts";
export { childrenOf, mapChildren, mapSelectors, selectorsOf } from "./walk.ts";
