/** A Prometheus duration such as `5m`, `1h30m` or `500ms`. */
export type Duration = string;

const UNIT_MILLISECONDS = {
  y: 365 * 24 * 3_600_000,
  w: 7 * 24 * 3_600_000,
  d: 24 * 3_600_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
} as const;

// Prometheus takes each unit at most once, from the largest to the smallest.
const DURATION = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** Tells whether Prometheus would read `text` as a duration longer than zero. */
export function isDuration(text: string): boolean {
  const milliseconds = durationMilliseconds(text);
  return milliseconds !== undefined && milliseconds > 0;
}

/**
 * Reads a Prometheus duration.
 *
 * @returns milliseconds, or `undefined` when `text` is no duration.
 * @example durationMilliseconds("1h30m") // 5_400_000
 */
export function durationMilliseconds(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (match === null || text === "") {
    return undefined;
  }
  const units = Object.values(UNIT_MILLISECONDS);
  return units.reduce((sum, unit, index) => sum + Number(match[index + 1] ?? 0) * unit, 0);
}

/**
 * Reads a Prometheus duration in seconds.
 *
 * @throws TypeError when `text` is no duration: validate user input with `isDuration` first.
 */
export function durationSeconds(text: string): number {
  const milliseconds = durationMilliseconds(text);
  if (milliseconds === undefined) {
    throw new TypeError(`not a Prometheus duration: ${JSON.stringify(text)}`);
  }
  return milliseconds / 1_000;
}

/**
 * Writes seconds in the largest unit, up to days, that holds them whole; so `28d` and `4w` get one spelling.
 *
 * @example formatDuration(2_419_200) // "28d"
 * @example formatDuration(90) // "90s"
 */
export function formatDuration(seconds: number): Duration {
  for (const unit of ["d", "h", "m"] as const) {
    const count = (seconds * 1_000) / UNIT_MILLISECONDS[unit];
    if (count >= 1 && Number.isInteger(count)) {
      return `${count}${unit}`;
    }
  }
  return Number.isInteger(seconds) ? `${seconds}s` : `${Math.round(seconds * 1_000)}ms`;
}
