import type { ArithmeticOperator, ComparisonOperator } from "../ast.ts";
import type { Bounds } from "./series.ts";

const { POSITIVE_INFINITY: INFINITY } = Number;

export const ANYTHING: Bounds = { min: -INFINITY, max: INFINITY };
export const NOT_NEGATIVE: Bounds = { min: 0, max: INFINITY };
export const SHARE: Bounds = { min: 0, max: 1 };

export function exactly(value: number): Bounds {
  return Number.isNaN(value) ? ANYTHING : { min: value, max: value };
}

export function between(min: number, max: number): Bounds {
  return { min, max };
}

/** Bounds of a sum over any number of values. */
export function summed({ min, max }: Bounds): Bounds {
  return { min: min >= 0 ? min : -INFINITY, max: max <= 0 ? max : INFINITY };
}

/** Bounds that hold both. */
export function hull(a: Bounds, b: Bounds): Bounds {
  return { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) };
}

export function negated({ min, max }: Bounds): Bounds {
  return { min: 0 - max, max: 0 - min };
}

/** Bounds of an operation, by interval arithmetic. */
export function combined(operator: ArithmeticOperator, a: Bounds, b: Bounds): Bounds {
  switch (operator) {
    case "+":
      return { min: known(a.min + b.min, -INFINITY), max: known(a.max + b.max, INFINITY) };
    case "-":
      return combined("+", a, negated(b));
    case "*":
      return ofCorners(a, b, (x, y) => (x === 0 || y === 0 ? 0 : x * y));
    case "/":
      // 0/0 is NaN, which no comparison but != lets through, and x/0 is infinite.
      return b.min > 0 || b.max < 0
        ? ofCorners(a, b, (x, y) => (Number.isFinite(y) ? x / y : 0))
        : a.min >= 0 && b.min >= 0
          ? NOT_NEGATIVE
          : ANYTHING;
    default:
      return ANYTHING;
  }
}

function known(value: number, otherwise: number): number {
  return Number.isNaN(value) ? otherwise : value;
}

function ofCorners(a: Bounds, b: Bounds, operation: (x: number, y: number) => number): Bounds {
  const corners = [a.min, a.max].flatMap((x) => [b.min, b.max].map((y) => operation(x, y)));
  return corners.some(Number.isNaN) ? ANYTHING : { min: Math.min(...corners), max: Math.max(...corners) };
}

/** Whether a comparison holds for all values within the bounds, for none, or for some. */
export function verdict(
  operator: ComparisonOperator,
  a: Bounds,
  b: Bounds,
): "always" | "never" | "sometimes" {
  const isPoint = a.min === a.max && b.min === b.max && a.min === b.min;
  const isApart = a.max < b.min || b.max < a.min;
  switch (operator) {
    case ">":
      return a.max <= b.min ? "never" : a.min > b.max ? "always" : "sometimes";
    case ">=":
      return a.max < b.min ? "never" : a.min >= b.max ? "always" : "sometimes";
    case "<":
      return verdict(">", b, a);
    case "<=":
      return verdict(">=", b, a);
    case "==":
      return isApart ? "never" : isPoint ? "always" : "sometimes";
    case "!=":
      return isPoint ? "never" : isApart ? "always" : "sometimes";
  }
}

/** The part of `a` for which the comparison can hold. */
export function narrowed(operator: ComparisonOperator, a: Bounds, b: Bounds): Bounds {
  switch (operator) {
    case ">":
    case ">=":
      return { min: Math.max(a.min, b.min), max: a.max };
    case "<":
    case "<=":
      return { min: a.min, max: Math.min(a.max, b.max) };
    case "==":
      return { min: Math.max(a.min, b.min), max: Math.min(a.max, b.max) };
    case "!=":
      return a;
  }
}
