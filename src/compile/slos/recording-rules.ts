import type { RecordingRule } from "../../artifacts/index.ts";
import type { Slo } from "../../definitions/index.ts";
import {
  arithmetic,
  call,
  divide,
  durationSeconds,
  equals,
  type Matcher,
  number,
  type PromqlExpr,
  printPromql,
  selector,
  subquery,
} from "../../query/promql/index.ts";
import type { ResolvedService } from "../../workspace/index.ts";
import { eventCounts } from "./events.ts";
import { STEP, sloSeries } from "./names.ts";
import { objectiveRatios } from "./objective.ts";

/** Longest window that is read from raw samples; beyond it, adding up steps is fresh enough and far cheaper. */
const LONGEST_RAW_WINDOW_SECONDS = 3_600;

/** Labels of everything that belongs to one SLO of a service. */
export function sloLabels(service: ResolvedService, slo: Slo): Readonly<Record<string, string>> {
  return { environment: service.environment, service: service.name, slo: slo.name, team: service.team };
}

/** Matchers that select what {@link sloRecordingRules} records for one SLO. */
export function sloMatchers(service: ResolvedService, slo: Slo): readonly Matcher[] {
  return [
    equals("environment", service.environment),
    equals("service", service.name),
    equals("slo", slo.name),
  ];
}

/**
 * Records the events of each step, the error ratio over each window of the policy and over the whole period, and
 * what is left of the budget. The period's ratio adds up events, so that it is weighted by traffic and an idle
 * step counts for nothing.
 */
export function sloRecordingRules(
  service: ResolvedService,
  slo: Slo,
  windows: readonly string[],
): readonly RecordingRule[] {
  const identity = [equals("environment", service.environment), equals("service", service.name)];
  const matchers = sloMatchers(service, slo);
  const labels = sloLabels(service, slo);
  const record = (name: string, expr: PromqlExpr): RecordingRule => ({
    expr: printPromql(expr),
    labels,
    record: name,
  });

  const steps = eventCounts(slo, STEP, identity);
  const recordedRatio = (window: string) =>
    divide(
      call("sum_over_time", subquery(selector(sloSeries.eventsBad, matchers), window, STEP)),
      call("sum_over_time", subquery(selector(sloSeries.eventsTotal, matchers), window, STEP)),
    );
  const ratio = (window: string): PromqlExpr => {
    if (window === STEP) {
      return divide(selector(sloSeries.eventsBad, matchers), selector(sloSeries.eventsTotal, matchers));
    }
    if (durationSeconds(window) > LONGEST_RAW_WINDOW_SECONDS) {
      return recordedRatio(window);
    }
    const { bad, total } = eventCounts(slo, window, identity);
    return divide(bad, total);
  };
  const { objective, budget } = objectiveRatios(slo.objective);
  return [
    record(sloSeries.eventsTotal, steps.total),
    record(sloSeries.eventsBad, steps.bad),
    ...windows.map((window) => record(sloSeries.errorRatio(window), ratio(window))),
    record(sloSeries.errorRatioPeriod, recordedRatio(slo.window)),
    record(
      sloSeries.budgetRemaining,
      arithmetic(number(1), "-", divide(selector(sloSeries.errorRatioPeriod, matchers), number(budget))),
    ),
    record(sloSeries.objective, call("vector", number(objective))),
  ];
}
