/** What can take time between a fault and its message, in order. */
export type LatencyCause =
  | "detection"
  | "scrape"
  | "scrape timeout"
  | "evaluation"
  | "for"
  | "grouping"
  | "delivery";

/** Longest time that one cause takes. */
export interface LatencyTerm {
  readonly cause: LatencyCause;
  readonly seconds: number;
}

/** Longest time from a fault to its message while nothing of the pipeline itself fails. */
export interface LatencyBound {
  readonly seconds: number;
  readonly terms: readonly LatencyTerm[];
  /** The term to shorten first. */
  readonly costliest: LatencyTerm;
}

/** What the bound of an alert is made of, in seconds. */
export interface LatencyInputs {
  /** What a window must fill with before the condition holds, at a total outage. */
  readonly detection: number;
  readonly scrapeInterval: number;
  readonly scrapeTimeout: number;
  readonly evaluationInterval: number;
  readonly for: number;
  readonly groupWait: number;
  readonly groupInterval: number;
}

/** Until a receiver has answered; a second is many times what one on the same continent takes. */
export const DELIVERY_SECONDS = 1;

/**
 * The sum of every wait. A hung target is noticed at its timeout only. `for` ends at an evaluation. A group that was
 * notified already, which one with resolved alerts is for a while, sends at its next tick instead of after its wait,
 * so the longer of both counts.
 */
export function latencyBound(inputs: LatencyInputs): LatencyBound {
  const { evaluationInterval } = inputs;
  const terms: readonly LatencyTerm[] = [
    { cause: "detection", seconds: inputs.detection },
    { cause: "scrape", seconds: inputs.scrapeInterval },
    { cause: "scrape timeout", seconds: inputs.scrapeTimeout },
    { cause: "evaluation", seconds: evaluationInterval },
    { cause: "for", seconds: Math.ceil(inputs.for / evaluationInterval) * evaluationInterval },
    { cause: "grouping", seconds: Math.max(inputs.groupWait, inputs.groupInterval) },
    { cause: "delivery", seconds: DELIVERY_SECONDS },
  ];
  return {
    seconds: terms.reduce((sum, { seconds }) => sum + seconds, 0),
    terms: terms.filter(({ seconds }) => seconds > 0),
    costliest: terms.reduce((most, term) => (term.seconds > most.seconds ? term : most)),
  };
}
