/** What a clock on the wall shows somewhere. */
export interface LocalTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** Of the day. */
  readonly minutes: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** As Alertmanager counts them. */
  readonly daysInMonth: number;
}

const HOUR_MS = 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** The time of an instant in an IANA time zone. */
export function localTime(at: Date, zone: string): LocalTime {
  const local = new Date(wallClock(at.getTime(), zone));
  const [year, month] = [local.getUTCFullYear(), local.getUTCMonth()];
  return {
    year,
    month: month + 1,
    day: local.getUTCDate(),
    minutes: local.getUTCHours() * 60 + local.getUTCMinutes(),
    weekday: local.getUTCDay(),
    daysInMonth: daysInMonth(year, month, zone),
  };
}

/**
 * Alertmanager divides the hours of a month by 24 and drops the rest, so that a month which loses an hour to
 * daylight saving time has a day less (timeinterval/timeinterval.go, daysInMonth).
 */
function daysInMonth(year: number, month: number, zone: string): number {
  const [start, end] = [Date.UTC(year, month, 1), Date.UTC(year, month + 1, 1)];
  const lost = offset(end, zone) - offset(start, zone);
  return Math.floor((end - start - lost) / HOUR_MS / 24);
}

/** How far the clocks of a zone are ahead at a time that these clocks show. */
function offset(wall: number, zone: string): number {
  const guess = wallClock(wall, zone) - wall;
  return wallClock(wall - guess, zone) - (wall - guess);
}

/** The clock's digits, read as if they were UTC. */
function wallClock(instant: number, zone: string): number {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(zone, format);
  }
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of format.formatToParts(instant)) {
    parts[type] = Number(value);
  }
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
