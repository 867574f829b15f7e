import { field, quote, when } from "./ottl.ts";

/** Where a line's own level waits for its canonical name. */
export const LEVEL = field("crowsnest.level");

/**
 * OpenTelemetry's severities with the spellings of loggers: names, Bunyan's and Pino's numbers, syslog's words.
 *
 * Source: https://opentelemetry.io/docs/specs/otel/logs/data-model-appendix/#appendix-b-severitynumber-example-mappings
 */
const SEVERITIES = {
  TRACE: ["trace", "trc", "finest", "10"],
  DEBUG: ["debug", "dbg", "fine", "finer", "verbose", "20"],
  INFO: ["info", "inf", "information", "informational", "notice", "log", "30"],
  WARN: ["warn", "warning", "wrn", "40"],
  ERROR: ["error", "err", "severe", "50"],
  FATAL: ["fatal", "ftl", "critical", "crit", "alert", "emerg", "emergency", "panic", "60"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Gives a line the severity that its own level means; a level that means none stays an attribute. */
export function severityStatements(): readonly string[] {
  const text = `String(${LEVEL})`;
  return Object.entries(SEVERITIES).flatMap(([severity, spellings]) => {
    const condition = `${LEVEL} != nil and IsMatch(${text}, ${quote(`^(?i:${spellings.join("|")})$`)})`;
    return [
      when(condition, `set(log.severity_text, ${quote(severity)})`),
      when(condition, `set(log.severity_number, SEVERITY_NUMBER_${severity})`),
    ];
  });
}
