import type { AlertPolicy, Severity } from "../../definitions/index.ts";
import type { Duration } from "../../query/promql/index.ts";
import { decimal, printDecimal, shiftLeft } from "../slos/decimal.ts";
import { sloPlan } from "../slos/plan.ts";
import { windowName } from "../slos/window-plan.ts";

/** A rate of burning at which a tier tells somebody. */
export interface BurnRate {
  /** Times the sustainable rate, as exact decimal text. */
  readonly factor: string;
  readonly severity: Severity;
  readonly long: Duration;
  readonly short: Duration;
}

/** What dashboards read of an alert policy, for SLOs of one window. */
export interface BurnPolicy {
  /** In the policy's order, most urgent first. */
  readonly rates: readonly BurnRate[];
  /** The long window of the tier that tells first. */
  readonly fastWindow: Duration;
  /** The windows worth drawing, shortest first: the long ones, and the shortest to see whether it still burns. */
  readonly windows: readonly Duration[];
  /** The largest share of a budget that a single tier lets go before it tells. */
  readonly largestShare: number;
}

// Exact decimals are slow, and a thousand services share a handful of policies.
const cache = new WeakMap<AlertPolicy, Map<Duration, BurnPolicy>>();

/** Reads an alert policy for SLOs of a window. */
export function burnPolicy(policy: AlertPolicy, sloWindow: Duration): BurnPolicy {
  let byWindow = cache.get(policy);
  if (byWindow === undefined) {
    byWindow = new Map();
    cache.set(policy, byWindow);
  }
  let read = byWindow.get(sloWindow);
  if (read === undefined) {
    read = readPolicy(policy, sloWindow);
    byWindow.set(sloWindow, read);
  }
  return read;
}

function readPolicy(policy: AlertPolicy, sloWindow: Duration): BurnPolicy {
  const { tiers, stepSeconds, periodSeconds } = sloPlan(policy, sloWindow);
  const long = tiers.map(({ longSeconds }) => longSeconds).sort((a, b) => a - b);
  // Without any tier, the step and the whole period are still worth drawing.
  const fastest = tiers.find(({ longSeconds }) => longSeconds === long[0]);
  const windows = new Set([fastest?.shortSeconds ?? stepSeconds, ...(fastest ? long : [periodSeconds])]);
  return {
    rates: tiers.map(({ tier, factor, longSeconds, shortSeconds }) => ({
      factor,
      severity: tier.severity,
      long: windowName(longSeconds),
      short: windowName(shortSeconds),
    })),
    fastWindow: windowName(fastest?.longSeconds ?? periodSeconds),
    windows: [...windows].sort((a, b) => a - b).map(windowName),
    largestShare: Math.max(0, ...tiers.map(({ tier }) => percentToRatio(tier.budget))),
  };
}

function percentToRatio(percent: string): number {
  return Number(printDecimal(shiftLeft(decimal(percent.replace("%", "")), 2)));
}
