import { durationMilliseconds } from "./duration.ts";

const DECIMAL = /^(?:\d+(?:_?\d)*(?:\.(?:\d+(?:_?\d)*)?)?|\.\d+(?:_?\d)*)(?:[eE][-+]?\d+(?:_?\d)*)?$/;

/**
 * What a number of PromQL is worth; a duration counts in seconds.
 *
 * @returns `undefined` when the text is no number.
 * @example numberValue("1h") // 3600
 */
export function numberValue(text: string): number | undefined {
  const sign = text.startsWith("-") ? -1 : 1;
  const digits = text.replace(/^[-+]/, "");
  if (/^inf$/i.test(digits)) {
    return sign * Number.POSITIVE_INFINITY;
  }
  if (/^nan$/i.test(digits)) {
    return Number.NaN;
  }
  if (/^0x[0-9a-f]+$/i.test(digits)) {
    return sign * Number.parseInt(digits, 16);
  }
  if (DECIMAL.test(digits)) {
    return sign * Number(digits.replaceAll("_", ""));
  }
  const milliseconds = durationMilliseconds(digits);
  return milliseconds === undefined ? undefined : (sign * milliseconds) / 1_000;
}
