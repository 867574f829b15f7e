import { type Duration, durationSeconds } from "../../query/promql/index.ts";

// Those that Grafana offers, but for the ones below half a minute, which only cost the servers.
const INTERVALS: readonly Duration[] = ["30s", "1m", "5m", "15m", "30m", "1h", "2h", "1d"];

/** How often a dashboard asks again, and what a reader may choose: no faster than its data comes in. */
export function refreshing(...steps: readonly Duration[]): {
  readonly refresh: Duration;
  readonly refreshChoices: readonly Duration[];
} {
  const slowest = Math.max(...steps.map(durationSeconds));
  const choices = INTERVALS.filter((interval) => durationSeconds(interval) >= slowest);
  const refreshChoices = choices.length > 0 ? choices : INTERVALS.slice(-1);
  return { refresh: refreshChoices[0] ?? "1d", refreshChoices };
}
