import type { JsonObject } from "../../artifacts/index.ts";
import type { Maintenance } from "../../definitions/index.ts";
import { WEEKDAYS } from "../../definitions/on-call.ts";
import { durationSeconds } from "../../query/promql/index.ts";
import type { ResolvedEnvironment, ResolvedService, ResolvedTeam } from "../../workspace/index.ts";

/** Hours of days in a time zone, with every default filled in. */
interface Hours {
  readonly timeZone: string;
  readonly days: readonly string[];
  readonly from: string;
  readonly to: string;
}

const MIDNIGHT = "24:00";
const DAY_MINUTES = 1_440;
const MONTHS = 12;

/** Name of the interval of a team's business hours. */
export function hoursName(team: string): string {
  return `${team}/hours`;
}

/** Name of an interval in which a team is not told. */
export function muteName(team: string, mute: string): string {
  return `${team}/mute/${mute}`;
}

/** Name of the interval of a service's maintenance; services and teams may share a name. */
export function maintenanceName(service: string): string {
  return `maintenance/${service}`;
}

/** Every interval that routes name, each with its time zone written out. */
export function timeIntervals({ teams }: ResolvedEnvironment): readonly JsonObject[] {
  return teams.flatMap((team) => [...teamIntervals(team), ...team.services.flatMap(maintenanceInterval)]);
}

function teamIntervals({ name, onCall }: ResolvedTeam): readonly JsonObject[] {
  const { hours, mute = [] } = onCall ?? {};
  return [
    ...(hours === undefined ? [] : [{ name: hoursName(name), time_intervals: weekly(hours) }]),
    ...mute.map((each) => ({ name: muteName(name, each.name), time_intervals: weekly(each) })),
  ];
}

/** Hours that go on past midnight are those of two days: Alertmanager's end on the day they begin. */
function weekly({ timeZone, days, from, to }: Hours): readonly JsonObject[] {
  const span = (start_time: string, end_time: string, weekdays: readonly string[]) => ({
    location: timeZone,
    times: [{ end_time, start_time }],
    weekdays: sorted(weekdays),
  });
  if (from < to) {
    return [span(from, to, days)];
  }
  const after = days.map((day) => dayAfter(day));
  return [span(from, MIDNIGHT, days), ...(to === "00:00" ? [] : [span("00:00", to, after)])];
}

function maintenanceInterval({ name, maintenance }: ResolvedService): readonly JsonObject[] {
  return maintenance.length === 0
    ? []
    : [{ name: maintenanceName(name), time_intervals: maintenance.flatMap(spansOf) }];
}

function spansOf(maintenance: Maintenance): readonly JsonObject[] {
  const minutes = Math.ceil(durationSeconds(maintenance.for) / 60);
  switch (maintenance.kind) {
    case "once":
      return oneTime(new Date(maintenance.from), minutes);
    case "daily":
      return recurring(WEEKDAYS, maintenance.at, minutes);
    case "weekly":
      return recurring([maintenance.day], maintenance.at, minutes);
  }
}

/** One span for each day that a recurring maintenance touches; a week is its whole circle. */
function recurring(days: readonly string[], at: string, minutes: number): readonly JsonObject[] {
  const begin = minutesOf(at);
  const touched = Math.min(7, Math.ceil((begin + minutes) / DAY_MINUTES));
  return Array.from({ length: touched }, (_, index) => {
    const from = index === 0 ? begin : 0;
    const to = Math.min(DAY_MINUTES, begin + minutes - index * DAY_MINUTES);
    return {
      location: "UTC",
      times: [{ end_time: timeOf(to), start_time: timeOf(from) }],
      weekdays: sorted(days.map((day) => dayAfter(day, index))),
    };
  });
}

/** One span for each day that a single maintenance touches. */
function oneTime(from: Date, minutes: number): readonly JsonObject[] {
  const begin = from.getUTCHours() * 60 + from.getUTCMinutes();
  const touched = Math.ceil((begin + minutes) / DAY_MINUTES);
  return Array.from({ length: touched }, (_, index) => {
    const day = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate() + index));
    const to = Math.min(DAY_MINUTES, begin + minutes - index * DAY_MINUTES);
    return {
      days_of_month: [String(day.getUTCDate())],
      location: "UTC",
      months: [String((day.getUTCMonth() % MONTHS) + 1)],
      times: [{ end_time: timeOf(to), start_time: timeOf(index === 0 ? begin : 0) }],
      years: [String(day.getUTCFullYear())],
    };
  });
}

function dayAfter(day: string, count = 1): string {
  return WEEKDAYS[((WEEKDAYS as readonly string[]).indexOf(day) + count) % 7] ?? day;
}

function sorted(days: readonly string[]): readonly string[] {
  return WEEKDAYS.filter((day) => days.includes(day));
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
