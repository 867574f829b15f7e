import type { LogLevel } from "../../../definitions/index.ts";

/**
 * OpenTelemetry's severities with the spellings of loggers: names, Bunyan's and Pino's numbers, syslog's words.
 *
 * Source: https://opentelemetry.io/docs/specs/otel/logs/data-model-appendix/#appendix-b-severitynumber-example-mappings
 */
export const SPELLINGS: Readonly<Record<LogLevel, readonly string[]>> = {
  TRACE: ["trace", "trc", "finest", "10"],
  DEBUG: ["debug", "dbg", "fine", "finer", "verbose", "20"],
  INFO: ["info", "inf", "information", "informational", "notice", "log", "30"],
  WARN: ["warn", "warning", "wrn", "40"],
  ERROR: ["error", "err", "severe", "50"],
  FATAL: ["fatal", "ftl", "critical", "crit", "alert", "emerg", "emergency", "panic", "60"],
};

const BY_SPELLING = new Map(
  Object.entries(SPELLINGS).flatMap(([level, spellings]) =>
    spellings.map((spelling) => [spelling, level as LogLevel] as const),
  ),
);

/** The severity that a line's own level means; `undefined` when it means none. */
export function severityOf(level: string): LogLevel | undefined {
  return BY_SPELLING.get(level.toLowerCase());
}
