export type {
  LabelComparison,
  LabelFilter,
  LineFilter,
  LineFilterOperator,
  LogAggregation,
  LogLines,
  LogMetric,
  LogqlExpr,
  Parser,
  RangeAggregation,
  Stage,
} from "./ast.ts";
export { type LineCondition, lineConditions } from "./line-condition.ts";
export { type ParsedLogql, parseLogql } from "./parse.ts";
export { printLogql } from "./print.ts";
