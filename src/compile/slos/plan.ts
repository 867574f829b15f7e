import type { AlertPolicy } from "../../definitions/index.ts";
import { type Duration, durationSeconds } from "../../query/promql/index.ts";
import { type PlannedTier, planTiers } from "./tiers.ts";
import { planWindows, type WindowPlan } from "./window-plan.ts";

/** What SLOs of one policy and one period share. */
export interface SloPlan extends WindowPlan {
  readonly periodSeconds: number;
  readonly tiers: readonly PlannedTier[];
}

// Policies of equal content share a plan, and with it every expression that is printed once for a plan.
const byContent = new Map<string, SloPlan>();
const byPolicy = new WeakMap<AlertPolicy, Map<Duration, SloPlan>>();

/** Plans the tiers and windows of a policy for SLOs over a period. */
export function sloPlan(policy: AlertPolicy, period: Duration): SloPlan {
  let byPeriod = byPolicy.get(policy);
  if (byPeriod === undefined) {
    byPeriod = new Map();
    byPolicy.set(policy, byPeriod);
  }
  let plan = byPeriod.get(period);
  if (plan === undefined) {
    const key = JSON.stringify([period, policy.burnRate]);
    plan = byContent.get(key) ?? makePlan(policy, period);
    byContent.set(key, plan);
    byPeriod.set(period, plan);
  }
  return plan;
}

function makePlan(policy: AlertPolicy, period: Duration): SloPlan {
  const periodSeconds = durationSeconds(period);
  const tiers = planTiers(policy, periodSeconds);
  return { ...planWindows(tiers, periodSeconds), periodSeconds, tiers };
}
