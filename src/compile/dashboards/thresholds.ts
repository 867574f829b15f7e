import type { Severity } from "../../definitions/index.ts";
import type { BurnPolicy } from "./burn-policy.ts";
import type { Level, Thresholds } from "./model.ts";

const LEVEL_OF: Readonly<Record<Severity, Level>> = {
  critical: "critical",
  warning: "warning",
  info: "notice",
};
const BY_URGENCY: readonly Level[] = ["good", "notice", "warning", "critical"];

/** Marks values that should not be passed. */
export function limits(...values: readonly number[]): Thresholds {
  return { base: "good", steps: ascending(values.map((value) => ({ value, level: "critical" }))) };
}

/** The rates of burning at which somebody is told. */
export function burnRateThresholds({ rates }: BurnPolicy): Thresholds {
  const steps = rates.map(({ factor, severity }) => ({ value: Number(factor), level: LEVEL_OF[severity] }));
  return { base: "good", steps: ascending(steps) };
}

/** The same in words, since colour must not be the only signal. */
export function burnRateWords({ rates }: BurnPolicy): string {
  return rates
    .map(({ factor, long, short, severity }) => `${factor} over ${long} and ${short} (${severity})`)
    .join(", ");
}

/** What is left of a budget is scarce below the largest share that a single tier lets go before it tells. */
export function budgetThresholds({ largestShare }: BurnPolicy): Thresholds {
  return {
    base: "critical",
    steps: [
      { value: 0, level: "warning" },
      { value: largestShare, level: "good" },
    ],
  };
}

// Two tiers may share a value; a line can have one meaning only, the more urgent.
function ascending(steps: Thresholds["steps"]): Thresholds["steps"] {
  const byValue = new Map<number, Level>();
  for (const { value, level } of steps) {
    const other = byValue.get(value);
    if (other === undefined || BY_URGENCY.indexOf(level) > BY_URGENCY.indexOf(other)) {
      byValue.set(value, level);
    }
  }
  return [...byValue].map(([value, level]) => ({ value, level })).sort((a, b) => a.value - b.value);
}
