import { decimal, divideRounded, multiply, printDecimal, shiftLeft, subtract } from "./decimal.ts";

/** An objective in the forms that rules need, each exact. */
export interface ObjectiveRatios {
  /** Share of events that must be good: `"0.999"`. */
  readonly objective: string;
  /** Share of events that may be bad: `"0.001"`. */
  readonly budget: string;
}

/** Turns an objective in percent into ratios. @example objectiveRatios("99.9").budget // "0.001" */
export function objectiveRatios(percent: string): ObjectiveRatios {
  const objective = decimal(percent);
  return {
    objective: printDecimal(shiftLeft(objective, 2)),
    budget: printDecimal(shiftLeft(subtract(decimal("100"), objective), 2)),
  };
}

/**
 * The burn rate at which `share` of the budget of `periodSeconds` is gone within `windowSeconds`:
 * share × period / window, to four decimals. At rate 1 the budget lasts exactly the period.
 *
 * @see https://sre.google/workbook/alerting-on-slos/ (The Site Reliability Workbook, chapter 5, table 5-4)
 * @example burnRateFactor("2%", 30 * 86_400, 3_600) // "14.4"
 */
export function burnRateFactor(share: string, periodSeconds: number, windowSeconds: number): string {
  const spent = shiftLeft(decimal(share.replace("%", "")), 2);
  const period = decimal(String(periodSeconds));
  return printDecimal(divideRounded(multiply(spent, period), decimal(String(windowSeconds)), 4));
}

/**
 * The share of a budget that is gone within a window at burn rate 1, in percent to one decimal.
 *
 * @example sustainableShare(7 * 86_400, 3 * 86_400) // "42.9%"
 */
export function sustainableShare(periodSeconds: number, windowSeconds: number): string {
  const window = decimal(String(windowSeconds * 100));
  return `${printDecimal(divideRounded(window, decimal(String(periodSeconds)), 1))}%`;
}

/** The error ratio that burns the budget at a rate: their product, exact. */
export function burnRateThreshold(factor: string, budget: string): string {
  return printDecimal(multiply(decimal(factor), decimal(budget)));
}
