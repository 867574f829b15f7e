import type { Maintenance } from "../definitions/index.ts";
import { durationSeconds } from "../query/promql/index.ts";

const DAY_SECONDS = 86_400;
/** Every maintenance that comes again does so within a week. */
export const WEEK_SECONDS = 7 * DAY_SECONDS;
const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
/** The first of January 1970 was a Thursday. */
const EPOCH_DAY = 4;

/** When maintenance begins, in seconds since 1970, how long it lasts, and after how long it comes again. */
export interface Recurrence {
  readonly start: number;
  readonly length: number;
  /** `undefined` for what comes once. */
  readonly period: number | undefined;
}

/** A stretch of time, in seconds since 1970. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** When maintenance is; the start of what comes again is its first since 1970. */
export function recurrenceOf(maintenance: Maintenance): Recurrence {
  const length = durationSeconds(maintenance.for);
  switch (maintenance.kind) {
    case "daily":
      return { start: secondOfDay(maintenance.at), length, period: DAY_SECONDS };
    case "weekly": {
      const day = (DAYS.indexOf(maintenance.day) - EPOCH_DAY + 7) % 7;
      return { start: day * DAY_SECONDS + secondOfDay(maintenance.at), length, period: WEEK_SECONDS };
    }
    case "once":
      return { start: Math.floor(Date.parse(maintenance.from) / 1_000), length, period: undefined };
  }
}

/**
 * The stretches of a span of time in which there is no maintenance.
 *
 * @param rest seconds after each maintenance that belong to it
 */
export function freeStretches(
  maintenance: readonly Maintenance[],
  { from, to }: Stretch,
  rest: number,
): readonly Stretch[] {
  const taken = maintenance
    .flatMap((one): Stretch[] => {
      const { start, length, period } = recurrenceOf(one);
      const whole = length + rest;
      if (period === undefined) {
        return [{ from: start, to: start + whole }];
      }
      const first = Math.floor((from - whole - start) / period);
      const times = Math.ceil((to - start) / period) - first;
      return Array.from({ length: times }, (_, index) => {
        const begin = start + (first + index) * period;
        return { from: begin, to: begin + whole };
      });
    })
    .sort((a, b) => a.from - b.from);
  const free: Stretch[] = [];
  let at = from;
  for (const one of [...taken, { from: to, to }]) {
    const end = Math.min(one.from, to);
    if (end > at) {
      free.push({ from: at, to: end });
    }
    at = Math.max(at, one.to);
  }
  return free;
}

function secondOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 3_600 + minutes * 60;
}
