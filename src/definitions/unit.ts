import { durationSeconds, isDuration } from "../query/promql/index.ts";

type Suffixed<Unit extends string> = `${string}_${Unit}` | `${string}_${Unit}_total`;

/**
 * The unit that a metric's name ends in, as far as thresholds depend on it: `http_request_duration_seconds` is in
 * seconds. Anything else is a number of its own kind.
 */
export type UnitOf<Name extends string> = string extends Name
  ? string
  : Name extends Suffixed<"timestamp_seconds">
    ? "timestamp"
    : Name extends Suffixed<"seconds">
      ? "seconds"
      : Name extends Suffixed<"bytes">
        ? "bytes"
        : Name extends Suffixed<"ratio">
          ? "ratio"
          : Name extends `${string}_total`
            ? "count"
            : string;

type Size = "B" | "KB" | "MB" | "GB" | "TB" | "KiB" | "MiB" | "GiB" | "TiB";

/**
 * Text that a threshold of values in a unit may be written as, beside a plain number: `"300ms"` for seconds,
 * `"2GiB"` for bytes, `"5%"` for a ratio.
 */
export type ThresholdText<Unit extends string> = string extends Unit
  ? never
  : Unit extends "seconds"
    ? `${number}${"ms" | "s" | "m" | "h" | "d"}`
    : Unit extends "bytes"
      ? `${number}${Size}`
      : Unit extends "ratio"
        ? `${number}%`
        : never;

/** The same for a rate: seconds spent a second are a share of the time. */
export type RateThresholdText<Unit extends string> = string extends Unit
  ? never
  : Unit extends "seconds"
    ? ThresholdText<"ratio">
    : never;

/** A share from 0 to 1; a literal outside is refused by the compiler, and by `crowsnest check`. */
export type Share<Value extends number> = number extends Value
  ? number
  : `${Value}` extends "0" | "1" | `0.${string}` | `${number}e-${number}`
    ? Value
    : "a quantile is a share from 0 to 1";

const SIZES: Readonly<Record<Size, number>> = {
  B: 1,
  KB: 1_000,
  MB: 1_000 ** 2,
  GB: 1_000 ** 3,
  TB: 1_000 ** 4,
  KiB: 1_024,
  MiB: 1_024 ** 2,
  GiB: 1_024 ** 3,
  TiB: 1_024 ** 4,
};

/** A threshold as the number that Prometheus compares with, and the unit that it was written in. */
export interface ThresholdNumber {
  readonly value: number | string;
  readonly unit?: "seconds" | "bytes" | "ratio";
}

/**
 * Reads a threshold. What is none (plain JavaScript) stays as it is, for the condition's schema to refuse.
 *
 * @example thresholdNumber("300ms") // { value: 0.3, unit: "seconds" }
 */
export function thresholdNumber(threshold: number | string): ThresholdNumber {
  if (typeof threshold === "number") {
    return { value: threshold };
  }
  const [, amount = "", unit = ""] = /^(-?\d+(?:\.\d+)?)(%|[KMGT]?i?B)$/.exec(threshold) ?? [];
  if (unit === "%") {
    return { value: exact(Number(amount) / 100), unit: "ratio" };
  }
  if (Object.hasOwn(SIZES, unit)) {
    return { value: exact(Number(amount) * SIZES[unit as Size]), unit: "bytes" };
  }
  const [, fraction = "", time = ""] = /^(\d+\.\d+)(ms|s|m|h|d)$/.exec(threshold) ?? [];
  if (time !== "") {
    return { value: exact(Number(fraction) * durationSeconds(`1${time}`)), unit: "seconds" };
  }
  return isDuration(threshold)
    ? { value: durationSeconds(threshold), unit: "seconds" }
    : { value: threshold };
}

/** Takes back what binary fractions add: 0.07 and not 0.07000000000000001. */
function exact(value: number): number {
  return Number(value.toPrecision(15));
}
