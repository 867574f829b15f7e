import type { JsonObject } from "../artifacts/index.ts";
import { type LocalTime, localTime } from "./local-time.ts";
import { objectsOf, textOf, textsOf } from "./read.ts";

type Range = readonly [begin: number, end: number];

/** Times that are in an interval; what is not said is not asked. */
interface TimeSpan {
  readonly location: string;
  /** Minutes of the day; the end is not in it. */
  readonly times: readonly Range[] | undefined;
  readonly weekdays: readonly Range[] | undefined;
  readonly daysOfMonth: readonly Range[] | undefined;
  readonly months: readonly Range[] | undefined;
  readonly years: readonly Range[] | undefined;
}

/** A named interval: any of its spans. */
export interface TimeInterval {
  readonly name: string;
  readonly spans: readonly TimeSpan[];
}

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** Reads one of `time_intervals`. */
export function readTimeInterval(interval: JsonObject): TimeInterval {
  return {
    name: textOf(interval.name) ?? "",
    spans: objectsOf(interval.time_intervals).map((span) => ({
      location: textOf(span.location) ?? "UTC",
      times:
        span.times === undefined
          ? undefined
          : objectsOf(span.times).map(({ start_time, end_time }) => [minutes(start_time), minutes(end_time)]),
      weekdays: ranges(span.weekdays, (day) => WEEKDAYS.indexOf(day)),
      daysOfMonth: ranges(span.days_of_month, Number),
      months: ranges(span.months, (month) => MONTHS.indexOf(month) + 1 || Number(month)),
      years: ranges(span.years, Number),
    })),
  };
}

/** Tells whether an instant is in an interval (timeinterval/timeinterval.go, ContainsTime). */
export function containsTime({ spans }: TimeInterval, at: Date): boolean {
  return spans.some((span) => {
    const local = localTime(at, span.location);
    return (
      (span.times?.some(([begin, end]) => local.minutes >= begin && local.minutes < end) ?? true) &&
      inRanges(span.weekdays, local.weekday) &&
      (span.daysOfMonth?.some((range) => inMonth(range, local)) ?? true) &&
      inRanges(span.months, local.month) &&
      inRanges(span.years, local.year)
    );
  });
}

function inRanges(all: readonly Range[] | undefined, value: number): boolean {
  return all?.some(([begin, end]) => value >= begin && value <= end) ?? true;
}

/** Days count from the month's end when negative, and are cut at its bounds. */
function inMonth([begin, end]: Range, { day, daysInMonth }: LocalTime): boolean {
  const counted = (value: number) => (value < 0 ? daysInMonth + value + 1 : value);
  if (counted(begin) > daysInMonth) {
    return false;
  }
  const cut = (value: number) => Math.max(-daysInMonth, Math.min(daysInMonth, counted(value)));
  return day >= cut(begin) && day <= cut(end);
}

function ranges(value: JsonObject[string] | undefined, read: (text: string) => number) {
  if (value === undefined) {
    return undefined;
  }
  return textsOf(value).map((text): Range => {
    const [begin = "", end = begin] = text.toLowerCase().split(":");
    return [read(begin), read(end)];
  });
}

function minutes(value: JsonObject[string] | undefined): number {
  const [hours = "0", rest = "0"] = (textOf(value) ?? "").split(":");
  return Number(hours) * 60 + Number(rest);
}
