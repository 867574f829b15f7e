import { TIMESTAMP_TEXT } from "../logs/contract/check-line.ts";
import { field, matches, when } from "./ottl.ts";

/** A line's own time in nanoseconds since 1970, before it is believed. */
const NANOSECONDS = field("crowsnest.nanoseconds");
const HOUR = 3_600_000_000_000;
/** How far a line's time may be before and after the moment when it was read: Loki refuses older and later lines. */
const OLDEST = 24 * HOUR;
const LATEST = HOUR / 6;

/** Numbers of these many digits count these units since 1970. */
const UNITS = [
  { digits: 10, nanoseconds: 1_000_000_000 },
  { digits: 13, nanoseconds: 1_000_000 },
  { digits: 16, nanoseconds: 1_000 },
  { digits: 19, nanoseconds: 1 },
] as const;

/**
 * Gives a line the time that it says itself, where that is near the time when it was read; a clock that is far off
 * would have the line refused.
 */
export function timeStatements(timestamp: string): readonly string[] {
  const text = `IsString(${timestamp}) and ${matches(timestamp, TIMESTAMP_TEXT)}`;
  const time = (offset: string) => `Time(${timestamp}, "%Y-%m-%dT%H:%M:%S${offset}")`;
  const number = `(IsDouble(${timestamp}) or IsInt(${timestamp}) or ${matches(`String(${timestamp})`, "^\\d+$")})`;
  return [
    when(`${text} and ${matches(timestamp, " ")}`, `replace_pattern(${timestamp}, " ", "T")`),
    when(`${text} and ${matches(timestamp, ",")}`, `replace_pattern(${timestamp}, ",", ".")`),
    when(
      `${text} and ${matches(timestamp, "(?:Z|[+-]\\d{4})$")}`,
      `set(${NANOSECONDS}, UnixNano(${time("%z")}))`,
    ),
    when(
      `${text} and ${matches(timestamp, "[+-]\\d{2}:\\d{2}$")}`,
      `set(${NANOSECONDS}, UnixNano(${time("%j")}))`,
    ),
    when(`${number}`, `set(${timestamp}, Int(${timestamp}))`),
    ...UNITS.map(({ digits, nanoseconds }) =>
      when(
        `IsInt(${timestamp}) and ${matches(`String(${timestamp})`, `^\\d{${digits}}$`)}`,
        `set(${NANOSECONDS}, ${timestamp} * ${nanoseconds})`,
      ),
    ),
    when(
      `IsInt(${NANOSECONDS}) and log.observed_time_unix_nano - ${NANOSECONDS} < ${OLDEST} and ${NANOSECONDS} - log.observed_time_unix_nano < ${LATEST}`,
      `set(log.time_unix_nano, ${NANOSECONDS})`,
    ),
  ];
}
