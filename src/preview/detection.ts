import type { BurnRateTierArtifact, SloArtifact } from "../artifacts/index.ts";
import { seconds } from "./durations.ts";

/** After how long an outage of some share of events is told, and by whom. */
export interface Detection {
  /** Share of events that fail, 0 to 1. */
  readonly share: number;
  /** Seconds until the first page; `undefined` when no tier ever pages. */
  readonly page: number | undefined;
  /** Seconds until anybody is told. */
  readonly any: number | undefined;
}

/**
 * When an outage that begins in quiet times is detected: the long window must hold factor x budget of bad events,
 * which at a share `s` of failures takes factor x budget x window / s. Traffic is taken to be even, and what `for`
 * and the evaluation add is left out.
 *
 * @see https://sre.google/workbook/alerting-on-slos/ (The Site Reliability Workbook, chapter 5, "detection time")
 */
export function detections(
  slo: SloArtifact,
  shares: readonly number[] = [1, 0.1, 0.01],
): readonly Detection[] {
  const budget = (100 - Number(slo.objective)) / 100;
  const after = (tiers: readonly BurnRateTierArtifact[], share: number) => {
    const times = tiers.flatMap(({ factor, long }) => {
      const threshold = Number(factor) * budget;
      return share > threshold ? [(threshold * seconds(long)) / share] : [];
    });
    return times.length === 0 ? undefined : Math.min(...times);
  };
  const pages = slo.tiers.filter(({ severity }) => severity === "critical");
  return shares.map((share) => ({ share, page: after(pages, share), any: after(slo.tiers, share) }));
}
