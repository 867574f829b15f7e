/**
 * PromQL and LogQL as plain data: build, print and escape.
 *
 * @module
 */
export * from "./promql/index.ts";
