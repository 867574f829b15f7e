import { InvalidArgumentError, Option } from "commander";

/** The option that has a command judge as of another day: what will be over by then, or the same on every day. */
export function todayOption(): Option {
  return new Option(
    "--today <day>",
    "Judge waivers, and whatever begins or ends on a day, as of this one, such as 2027-01-31.",
  ).argParser(calendarDay);
}

/** The day of a moment, in UTC, such as `2027-01-31`. */
export function utcDay(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

function calendarDay(text: string): string {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  // JavaScript takes the 30th of February for the 2nd of March.
  if (Number.isNaN(moment.getTime()) || utcDay(moment) !== text) {
    throw new InvalidArgumentError("Expected a day of the calendar, such as 2027-01-31.");
  }
  return text;
}
