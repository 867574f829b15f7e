/**
 * PromQL and LogQL as plain data: build, print and escape.
 *
 * @module
 */

export { type LogqlExpr, type ParsedLogql, parseLogql, printLogql } from "./logql/index.ts";
export * from "./promql/index.ts";
