import type { Alert, Tier } from "../definitions/index.ts";
import { durationSeconds } from "../query/promql/index.ts";

/** Longest time from a fault to the message of a critical alert that names none of its own, in seconds. */
export const CRITICAL_DELIVERY_SECONDS = 30;

/**
 * How often rules are evaluated that only read whether something answers. It costs next to nothing, and every second
 * less is one less until somebody is woken.
 */
export const PULSE_INTERVAL = "1s";

/** How often a service is scraped and its urgent rules are evaluated, where the platform's pace would be too slow. */
export const FAST = { evaluationInterval: "5s", scrapeInterval: "5s", scrapeTimeout: "3s" } as const;

/** Longest time from the fault to the message that an alert may take; `undefined` for any. */
export function deliveryLimitSeconds(alert: Pick<Alert, "deliverWithin" | "severity">): number | undefined {
  if (alert.deliverWithin !== undefined) {
    return durationSeconds(alert.deliverWithin);
  }
  return alert.severity === "critical" ? CRITICAL_DELIVERY_SECONDS : undefined;
}

/** Tells whether an alert can keep its limit at the fast pace only. */
export function isUrgent(alert: Pick<Alert, "deliverWithin" | "severity">): boolean {
  return (deliveryLimitSeconds(alert) ?? Number.POSITIVE_INFINITY) <= 2 * CRITICAL_DELIVERY_SECONDS;
}

/** Tells whether a service must be watched at the fast pace: by its tier, or by an urgent alert of its own. */
export function needsFastPace(service: { readonly tier: Tier; readonly alerts: readonly Alert[] }): boolean {
  return service.tier === "critical" || service.alerts.some(isUrgent);
}
