/**
 * PromQL and LogQL as plain data: build, print and escape.
 *
 * @module
 */

export {
  type LabelComparison,
  type LabelFilter,
  type LineFilter,
  type LineFilterOperator,
  type LogAggregation,
  type LogLines,
  type LogMetric,
  type LogqlExpr,
  type ParsedLogql,
  type Parser,
  parseLogql,
  printLogql,
  type RangeAggregation,
  type Stage,
} from "./logql/index.ts";
export * from "./promql/index.ts";
