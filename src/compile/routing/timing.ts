import type { ResolvedPlatform, Severity } from "../../definitions/index.ts";
import { durationSeconds, formatDuration } from "../../query/promql/index.ts";

/**
 * How long a member of the cluster waits for each member before it to send a notification first
 * (`--cluster.peer-timeout`). Alertmanager's default of 15 s would delay a page by that much when a member is gone.
 */
export const PEER_TIMEOUT_SECONDS = 4;

/** Below it Alertmanager cuts nothing: a send may always take 10 s (`notify.MinTimeout`). */
const SHORTEST_GROUP_INTERVAL_SECONDS = 10;

/** How a route groups: what shares a notification, and when it is sent. */
export interface Grouping {
  readonly group_by: readonly string[];
  readonly group_interval: string;
  readonly group_wait: string;
  readonly repeat_interval: string;
}

/**
 * Labels that alerts of one notification share: the same alert of the same service and SLO, so that an alert can
 * only ever wait behind itself.
 */
const GROUP_BY = ["alertname", "environment", "namespace", "service", "slo"] as const;

/**
 * Grouping by severity. A critical alert is sent at once. One that joins a group which was notified already waits
 * for the group's next tick, and a group outlives its alerts by one tick, so the interval is short too; but a
 * cluster must agree within it who sends, or the last member would send what the first one has since resolved.
 */
export function grouping(severity: Severity, { alertmanager }: ResolvedPlatform): Grouping {
  if (severity === "critical") {
    return {
      group_by: GROUP_BY,
      group_interval: formatDuration(criticalGroupInterval(alertmanager.replicas)),
      group_wait: "0s",
      repeat_interval: "1h",
    };
  }
  return {
    group_by: GROUP_BY,
    group_interval: "5m",
    group_wait: "30s",
    repeat_interval: severity === "warning" ? "12h" : "1d",
  };
}

/** Seconds between the ticks of a critical group: longer than the last member of the cluster waits. */
export function criticalGroupInterval(replicas: number): number {
  const lastMemberWaits = (replicas - 1) * PEER_TIMEOUT_SECONDS;
  return Math.max(SHORTEST_GROUP_INTERVAL_SECONDS, lastMemberWaits + 1);
}

/**
 * Grouping of the Watchdog: sent at once, then at least twice within `every`, whatever the cluster does.
 * A repetition is due at the first tick after the interval, so half a tick is taken off for the time a send takes.
 */
export function heartbeatGrouping(every: string): Grouping {
  const seconds = durationSeconds(every);
  const tick = Math.max(1, Math.min(60, Math.floor(seconds / 4)));
  const ticks = Math.max(1, Math.floor(seconds / 2 / tick));
  return {
    group_by: ["alertname"],
    group_interval: formatDuration(tick),
    group_wait: "0s",
    repeat_interval: formatDuration(ticks * tick - tick / 2),
  };
}
