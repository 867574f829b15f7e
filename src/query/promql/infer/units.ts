import type { ArithmeticOperator } from "../ast.ts";

/** Words that end a metric's name and say what its values are. */
const SUFFIXES: ReadonlySet<string> = new Set([
  "amperes",
  "bits",
  "bytes",
  "celsius",
  "days",
  "gigabytes",
  "grams",
  "hertz",
  "hours",
  "joules",
  "kelvin",
  "kilobytes",
  "kilograms",
  "megabytes",
  "meters",
  "microseconds",
  "milliseconds",
  "minutes",
  "nanoseconds",
  "percent",
  "ratio",
  "seconds",
  "volts",
  "watts",
]);

/**
 * The unit that a metric's name ends in, by the naming rules of Prometheus; `timestamp` for a moment.
 *
 * @see https://prometheus.io/docs/practices/naming/
 * @example unitOfName("process_cpu_seconds_total") // "seconds"
 */
export function unitOfName(name: string): string | undefined {
  if (/_(?:timestamp|start_time|boot_time)(?:_seconds)?$/.test(name)) {
    return "timestamp";
  }
  const last = name
    .replace(/_(?:total|sum|bucket)$/, "")
    .split("_")
    .at(-1);
  return last !== undefined && SUFFIXES.has(last) ? last : undefined;
}

const PER_SECOND = "/second";

/** The unit of what `rate` makes of a counter. */
export function perSecond(unit: string | undefined): string | undefined {
  return unit === undefined ? undefined : `${unit}${PER_SECOND}`;
}

/** Tells whether values of two units may be added and compared; an unknown unit may be anything. */
export function unitsAgree(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || canonical(a) === canonical(b);
}

// Seconds spent a second are a share of the time.
function canonical(unit: string): string {
  return unit === `seconds${PER_SECOND}` ? "ratio" : unit;
}

/** The unit of an operation on two sides of known or unknown units. */
export function combinedUnit(
  operator: ArithmeticOperator,
  left: string | undefined,
  right: string | undefined,
): string | undefined {
  switch (operator) {
    case "+":
      if (left === "timestamp" || right === "timestamp") {
        return left === right ? undefined : "timestamp";
      }
      return left ?? right;
    case "-":
      if (left === "timestamp") {
        return right === "timestamp" ? "seconds" : right === "seconds" ? "timestamp" : undefined;
      }
      return left ?? right;
    case "/":
      if (left !== undefined && left === right) {
        return "ratio";
      }
      // A sum of observations over their number is an observation.
      return right === `observations${PER_SECOND}` && left?.endsWith(PER_SECOND)
        ? left.slice(0, -PER_SECOND.length)
        : right === "observations"
          ? left
          : undefined;
    default:
      return undefined;
  }
}

/** Tells whether two units may stand on the sides of + and -. */
export function unitsAdd(operator: "+" | "-", left: string | undefined, right: string | undefined): boolean {
  const pair = [left, right];
  if (pair.includes("timestamp") && pair.includes("seconds")) {
    return operator === "+" || left === "timestamp";
  }
  return unitsAgree(left, right);
}
