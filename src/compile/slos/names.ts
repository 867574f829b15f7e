/**
 * Names of the series that are recorded for each SLO. Each carries the labels `environment`, `service`, `team`
 * and `slo`; the level is the SLO, so that all SLOs share the names.
 */
export const sloSeries = {
  /** Events within the last {@link STEP}. */
  eventsTotal: "slo:events_total:increase5m",
  /** Bad events within the last {@link STEP}; zero when there were none. */
  eventsBad: "slo:events_bad:increase5m",
  /** Share of bad events over a window of the burn-rate policy, such as `slo:error_ratio:rate5m`. */
  errorRatio: (window: string) => `slo:error_ratio:rate${window}`,
  /** Share of bad events over the SLO's whole window. */
  errorRatioPeriod: "slo:error_ratio:period",
  /** Part of the error budget that is left: 1 untouched, 0 spent, below 0 overspent. */
  budgetRemaining: "slo:error_budget_remaining:period",
  /** The objective as a ratio, such as 0.999. */
  objective: "slo:objective:ratio",
} as const;

/** Length of the steps that events are counted in; long windows add them up instead of reading raw samples. */
export const STEP = "5m";
