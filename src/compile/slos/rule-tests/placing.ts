import type { JsonObject, UntestedAlert } from "../../../artifacts/index.ts";
import { freeStretches, recurrenceOf, WEEK_SECONDS } from "../../../workspace/index.ts";
import type { RuleTest, Setting } from "./setting.ts";

/** A test of more steps than this takes longer than it is worth. */
const MOST_STEPS = 1_000;

/**
 * Tests at times when there is no maintenance, which ends what they are about.
 *
 * @returns why there are none, when one of them is not possible
 */
export function placed(
  setting: Setting,
  tests: readonly RuleTest[],
): readonly JsonObject[] | UntestedAlert["reason"] {
  const found: JsonObject[] = [];
  for (const { steps, document } of tests) {
    if (steps > MOST_STEPS) {
      return "too-long";
    }
    const start = freeTime(setting, steps * setting.stepSeconds);
    if (start === undefined) {
      return "maintenance";
    }
    found.push(start === 0 ? document : { ...document, start_timestamp: start });
  }
  return found;
}

/** A moment, in seconds since 1970, from which there is no maintenance for a time; `undefined` where there is none. */
function freeTime({ service: { maintenance }, stepSeconds }: Setting, seconds: number): number | undefined {
  const ends = maintenance
    .map(recurrenceOf)
    .flatMap(({ start, length, period }) => (period === undefined ? [start + length + stepSeconds] : []));
  for (const from of [0, ...ends]) {
    // Two weeks, so that what goes on over the end of one is seen whole.
    const free = freeStretches(maintenance, { from, to: from + 2 * WEEK_SECONDS }, stepSeconds);
    // Subqueries look at whole steps since 1970, and slices of time are best seen from a whole hour on.
    for (const grid of [3_600, stepSeconds]) {
      const starts = free.map((one) => ({ start: Math.ceil(one.from / grid) * grid, end: one.to }));
      const fitting = starts.find(({ start, end }) => end - start >= seconds);
      if (fitting !== undefined) {
        return fitting.start;
      }
    }
  }
  return undefined;
}
