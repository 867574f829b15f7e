/** A Monday; every measurement is of the same time, whenever it is made. */
export const START = Date.UTC(2025, 5, 2) / 1_000;
export const SCRAPE_SECONDS = 15;
/** Scrapes come at no special moment. */
export const SCRAPE_OFFSET = 3.7;
export const EVALUATION_SECONDS = 30;
/** Evaluations come at no special moment either: rule groups are spread by a hash of their names. */
export const EVALUATION_OFFSET = 17;
export const STEP_SECONDS = 300;

/** The last evaluation that is not after a number of seconds since the start, a whole number of steps after the first. */
export function evaluationBefore(seconds: number): number {
  const steps = Math.floor((seconds - EVALUATION_OFFSET) / STEP_SECONDS);
  return START + EVALUATION_OFFSET + steps * STEP_SECONDS;
}
