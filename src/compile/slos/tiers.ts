import type { AlertPolicy, BurnRateTier } from "../../definitions/index.ts";
import { durationSeconds } from "../../query/promql/index.ts";
import { burnRateFactor, sustainableShare } from "./objective.ts";

/** A tier of a policy for SLOs of one period. */
export interface PlannedTier {
  readonly tier: BurnRateTier;
  /** Times the sustainable rate at which it fires, as exact decimal text. */
  readonly factor: string;
  /** Share of the budget that a burn at that rate spends within the long window, as the policy writes it. */
  readonly share: string;
  readonly longSeconds: number;
  readonly shortSeconds: number;
}

/**
 * The tiers of a policy for SLOs over a period, in the policy's order. A burn slower than the sustainable rate never
 * spends the budget, so that a factor is at least 1; a tier whose long window is longer than the period is left out.
 */
export function planTiers({ burnRate }: AlertPolicy, periodSeconds: number): readonly PlannedTier[] {
  return burnRate
    .map((tier) => {
      const longSeconds = durationSeconds(tier.long);
      const factor = burnRateFactor(tier.budget, periodSeconds, longSeconds);
      const slow = Number(factor) < 1;
      return {
        tier,
        factor: slow ? "1" : factor,
        share: slow ? sustainableShare(periodSeconds, longSeconds) : tier.budget,
        longSeconds,
        shortSeconds: durationSeconds(tier.short),
      };
    })
    .filter(({ longSeconds }) => longSeconds <= periodSeconds);
}
