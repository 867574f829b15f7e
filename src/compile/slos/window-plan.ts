import { type Duration, formatDuration } from "../../query/promql/index.ts";
import type { PlannedTier } from "./tiers.ts";

/** Longest step that events are counted in. A policy whose windows are no multiples of it gets a shorter one. */
const LONGEST_STEP_SECONDS = 300;
/** More terms than this in one sum are split by a window between. */
const MOST_PARTS = 12;
/** A short window of so few parts is summed where it is read instead of being recorded. */
const MOST_UNRECORDED_PARTS = 3;

/** A recorded window as a part of a longer one: it ends `offsetSeconds` ago. */
export interface WindowPart {
  readonly seconds: number;
  readonly offsetSeconds: number;
}

/** A window that is recorded as the sum of shorter ones, laid end to end. */
export interface PlannedWindow {
  readonly seconds: number;
  readonly parts: readonly WindowPart[];
}

/** Which windows are recorded, and of which each is made. */
export interface WindowPlan {
  /** Length of the steps that raw samples are counted in. */
  readonly stepSeconds: number;
  /** Every recorded window but the step, shortest first, so that a sum comes after its parts. */
  readonly recorded: readonly PlannedWindow[];
}

/**
 * Plans the windows that tiers and a period read. Only the step reads raw samples; each longer window adds up
 * recorded ones, so that a window of 30 days reads tens of samples and not a hundred thousand.
 */
export function planWindows(tiers: readonly PlannedTier[], periodSeconds: number): WindowPlan {
  const long = new Set([...tiers.map(({ longSeconds }) => longSeconds), periodSeconds]);
  const windows = new Set([...long, ...tiers.map(({ shortSeconds }) => shortSeconds)]);
  const stepSeconds = [...windows].reduce(greatestCommonDivisor, LONGEST_STEP_SECONDS);
  const recorded: PlannedWindow[] = [];
  const levels = [stepSeconds];
  const record = (seconds: number) => {
    for (;;) {
      const between = windowBetween(levels, seconds);
      if (between === undefined) {
        break;
      }
      record(between);
    }
    recorded.push({ seconds, parts: compose(levels, seconds) });
    levels.push(seconds);
    levels.sort((a, b) => a - b);
  };
  for (const seconds of [...windows].sort((a, b) => a - b)) {
    const needed = long.has(seconds) || compose(levels, seconds).length > MOST_UNRECORDED_PARTS;
    if (needed && !levels.includes(seconds)) {
      record(seconds);
    }
  }
  return { stepSeconds, recorded: recorded.sort((a, b) => a.seconds - b.seconds) };
}

/** Parts of any window of a plan, recorded or not; the step, and a recorded window, is its own only part. */
export function windowParts({ stepSeconds, recorded }: WindowPlan, seconds: number): readonly WindowPart[] {
  return compose([stepSeconds, ...recorded.map((window) => window.seconds)], seconds);
}

/** The canonical spelling of a window's length. */
export function windowName(seconds: number): Duration {
  return formatDuration(seconds);
}

/** Lays the longest levels that fit end to end, the newest first. Every length is a multiple of the first level. */
function compose(levels: readonly number[], seconds: number): readonly WindowPart[] {
  const parts: WindowPart[] = [];
  let covered = 0;
  for (const level of levels.toReversed()) {
    for (; covered + level <= seconds; covered += level) {
      parts.push({ seconds: level, offsetSeconds: covered });
    }
  }
  return parts;
}

/** A window that would shorten a sum of too many parts: about the square root of its most frequent part long. */
function windowBetween(levels: readonly number[], seconds: number): number | undefined {
  const parts = compose(levels, seconds);
  if (parts.length <= MOST_PARTS) {
    return undefined;
  }
  const counts = levels.map((level) => parts.filter((part) => part.seconds === level).length);
  const most = Math.max(...counts);
  if (most < 2) {
    return undefined; // Many windows, each once: none between them is shorter than what is recorded.
  }
  return (levels[counts.indexOf(most)] ?? seconds) * Math.ceil(Math.sqrt(most));
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
