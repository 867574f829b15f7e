import type { AlertPolicy, BurnRateTier, Severity } from "../../definitions/index.ts";
import { type Duration, durationSeconds } from "../../query/promql/index.ts";
import { decimal, printDecimal, shiftLeft } from "../slos/decimal.ts";
import { burnRateFactor } from "../slos/objective.ts";

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

function readPolicy({ burnRate }: AlertPolicy, sloWindow: Duration): BurnPolicy {
  const fastest = burnRate.reduce((first, tier) => (seconds(tier) < seconds(first) ? tier : first));
  const windows = new Set([fastest.short, ...burnRate.map(({ long }) => long)]);
  return {
    rates: burnRate.map((tier) => ({
      factor: burnRateFactor(tier.budget, durationSeconds(sloWindow), seconds(tier)),
      severity: tier.severity,
      long: tier.long,
      short: tier.short,
    })),
    fastWindow: fastest.long,
    windows: [...windows].sort((a, b) => durationSeconds(a) - durationSeconds(b)),
    largestShare: Math.max(...burnRate.map(({ budget }) => percentToRatio(budget))),
  };
}

function seconds({ long }: BurnRateTier): number {
  return durationSeconds(long);
}

function percentToRatio(percent: string): number {
  return Number(printDecimal(shiftLeft(decimal(percent.replace("%", "")), 2)));
}
