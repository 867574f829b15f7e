import type { Maintenance } from "../../definitions/index.ts";
import { durationSeconds } from "../../query/promql/index.ts";

const DAY_SECONDS = 86_400;
const WEEK_SECONDS = 7 * DAY_SECONDS;
const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
/** The first of January 1970 was a Thursday. */
const EPOCH_DAY = 4;

/**
 * PromQL that has a result while a step overlaps with maintenance: from its start until a whole step after its end.
 * Without maintenance there is none.
 */
export function underMaintenance(
  maintenance: readonly Maintenance[],
  stepSeconds: number,
): string | undefined {
  return maintenance.length === 0
    ? undefined
    : maintenance.map((window) => withinWindow(window, stepSeconds)).join(" or ");
}

function withinWindow(window: Maintenance, stepSeconds: number): string {
  const length = durationSeconds(window.for) + stepSeconds;
  switch (window.kind) {
    case "daily":
      return periodic(secondOfDay(window.at), length, DAY_SECONDS);
    case "weekly": {
      const day = (DAYS.indexOf(window.day) - EPOCH_DAY + 7) % 7;
      return periodic(day * DAY_SECONDS + secondOfDay(window.at), length, WEEK_SECONDS);
    }
    case "once": {
      const start = Math.floor(Date.parse(window.from) / 1_000);
      return `vector(time()) > ${start} < ${start + length}`;
    }
  }
}

/** Seconds since the last start, in a period. */
function periodic(start: number, length: number, period: number): string {
  return `(vector(time()) - ${start}) % ${period} > 0 < ${length}`;
}

function secondOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 3_600 + minutes * 60;
}
