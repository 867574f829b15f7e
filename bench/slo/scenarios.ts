import type { Pod, Traffic } from "./traffic.ts";
import { seeded } from "./traffic.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** Traffic whose budget is compared with the events that really happened. */
export interface Scenario {
  /** Also the name of the service. */
  readonly name: string;
  readonly window: "7d" | "28d" | "30d";
  readonly traffic: Omit<Traffic, "seconds" | "scrapeSeconds">;
  /** Scrapes that fail: their share of all. */
  readonly missed?: number;
  /** How late a scrape may be, in seconds. */
  readonly jitter?: number;
}

const forever = { from: -1, to: Number.POSITIVE_INFINITY };
const one: readonly Pod[] = [{ name: "a", ...forever }];
const hourOf = (second: number) => (second % DAY) / HOUR;
const byDay = (second: number) => hourOf(second) >= 8 && hourOf(second) < 20;
const dayAndNight = (second: number) => (byDay(second) ? 100 : 1);
/** True in one stretch of time on a day, counted from the start. */
const during = (day: number, hour: number, minutes: number) => (second: number) =>
  second >= day * DAY + hour * HOUR && second < day * DAY + hour * HOUR + minutes * 60;

/** Replaces each pod once a day, one after the other, as a rolling restart does. */
function replacedDaily(pods: readonly string[], days: number): readonly Pod[] {
  return Array.from({ length: days }, (_, day) =>
    pods.map((name, index) => ({
      name: `${name}-${day}`,
      from: day === 0 ? -1 : day * DAY + 10 * HOUR + index * 47,
      to: (day + 1) * DAY + 10 * HOUR + index * 47 + 25,
    })),
  ).flat();
}

/** Restarts at a moment of every day that no scrape knows of. */
function dailyRestarts(days: number, seed: number): readonly number[] {
  const random = seeded(seed);
  return Array.from({ length: days }, (_, day) => day * DAY + random() * DAY);
}

/** Every scenario; none is chosen by what it shows. */
export const scenarios: readonly Scenario[] = [
  {
    name: "steady",
    window: "30d",
    traffic: { seed: 1, pods: one, rate: () => 10, bad: () => 0.0005, initial: 1e6 },
  },
  {
    name: "night-outage",
    window: "30d",
    traffic: {
      seed: 2,
      pods: one,
      rate: dayAndNight,
      bad: (second) => (during(20, 2, 60)(second) ? 0.5 : 0.00001),
      initial: 1e6,
    },
  },
  {
    name: "day-outage",
    window: "30d",
    traffic: {
      seed: 3,
      pods: one,
      rate: dayAndNight,
      bad: (second) => (during(20, 14, 60)(second) ? 0.5 : 0.00001),
      initial: 1e6,
    },
  },
  {
    name: "idle-gaps",
    window: "30d",
    traffic: {
      seed: 4,
      pods: one,
      rate: (second) => (byDay(second) && Math.floor(second / DAY) % 7 < 5 ? 5 : 0),
      bad: () => 0.0008,
      initial: 1e6,
    },
  },
  {
    name: "burst-in-quiet-hour",
    window: "30d",
    traffic: {
      seed: 5,
      pods: one,
      rate: (second) => (during(25, 3, 1)(second) ? 8 : 0.1),
      bad: (second) => (during(25, 3, 1)(second) ? 0.8 : 0),
      initial: 1e6,
    },
  },
  {
    name: "short-bursts",
    window: "30d",
    traffic: {
      seed: 6,
      pods: one,
      rate: () => 2,
      bad: (second) => (Math.floor(second / 60) % 7_193 === 100 ? 1 : 0.0001),
      initial: 1e6,
    },
  },
  {
    name: "late-born-errors",
    window: "30d",
    traffic: {
      seed: 7,
      pods: one,
      rate: () => 1,
      bad: (second) => (second > 26 * DAY ? 0.01 : 0),
      failed: ["500", "502", "503"],
      initial: 0,
    },
  },
  {
    name: "resets",
    window: "30d",
    traffic: {
      seed: 8,
      pods: [{ name: "a", ...forever, restarts: dailyRestarts(33, 8) }],
      rate: () => 10,
      bad: () => 0.0008,
      initial: 1e6,
    },
  },
  {
    name: "rolling-restarts",
    window: "30d",
    traffic: {
      seed: 9,
      pods: replacedDaily(["a", "b", "c"], 33),
      rate: () => 10,
      bad: () => 0.0008,
      initial: 1e6,
    },
  },
  {
    name: "twenty-series",
    window: "30d",
    traffic: {
      seed: 10,
      pods: ["a", "b", "c", "d", "e"].map((name) => ({ name, ...forever })),
      rate: dayAndNight,
      bad: () => 0.0005,
      good: ["200", "304"],
      failed: ["500", "503"],
      initial: 1e6,
    },
  },
  {
    name: "four-weeks",
    window: "28d",
    traffic: {
      seed: 11,
      pods: one,
      rate: dayAndNight,
      bad: (second) => (during(12, 4, 30)(second) ? 0.9 : 0.0001),
      initial: 1e6,
    },
  },
  {
    name: "one-week",
    window: "7d",
    traffic: {
      seed: 12,
      pods: one,
      rate: dayAndNight,
      bad: (second) => (during(28, 23, 20)(second) ? 0.2 : 0.0002),
      initial: 1e6,
    },
  },
  {
    name: "low-traffic",
    window: "30d",
    traffic: { seed: 13, pods: one, rate: () => 1 / 120, bad: () => 0.001, initial: 1_000 },
  },
  {
    name: "missed-scrapes",
    window: "30d",
    missed: 0.05,
    traffic: { seed: 14, pods: one, rate: dayAndNight, bad: () => 0.0005, initial: 1e6 },
  },
  {
    name: "jittered-scrapes",
    window: "30d",
    jitter: 3,
    traffic: { seed: 15, pods: one, rate: dayAndNight, bad: () => 0.0005, initial: 1e6 },
  },
];
