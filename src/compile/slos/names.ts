import { type Duration, equals, type Matcher } from "../../query/promql/index.ts";
import { identityLabels, type ResolvedService } from "../../workspace/index.ts";
import type { SloIdentity } from "./template.ts";

/**
 * Names of the series that are recorded for each SLO. Each carries the labels `environment`, `service`, `slo`,
 * `team` and those that the SLO is grouped by; all SLOs share the names.
 */
export const sloSeries = {
  /**
   * Events within a window that ends now, such as `slo:events:increase1h`; the label `outcome` is `total` for all
   * of them and `bad` for those that spend the budget.
   */
  events: (window: Duration) => `slo:events:increase${window}`,
  /** Part of the error budget that is left: 1 untouched, 0 spent, below 0 overspent. */
  budgetRemaining: "slo:error_budget_remaining:period",
  /** Share of events that may be bad, such as 0.001; the label `objective` is the share that must be good. */
  budget: "slo:error_budget:ratio",
} as const;

/** Which events a series counts. */
export type Outcome = "total" | "bad";

/** The label of {@link sloSeries.events} that holds an {@link Outcome}. */
export const OUTCOME = "outcome";

/** Labels of everything that is recorded for one SLO of a service. */
export function sloLabels(service: ResolvedService, slo: { readonly name: string }) {
  return { ...identityLabels(service), slo: slo.name };
}

/** What tells an SLO's recorded series from another's; a change of owner does not change it. */
export function sloIdentity(service: ResolvedService, slo: { readonly name: string }): SloIdentity {
  return { environment: service.environment, service: service.name, slo: slo.name };
}

/** Matchers that select what is recorded for one SLO. */
export function sloMatchers(service: ResolvedService, slo: { readonly name: string }): readonly Matcher[] {
  return Object.entries(sloIdentity(service, slo)).map(([label, value]) => equals(label, value));
}
