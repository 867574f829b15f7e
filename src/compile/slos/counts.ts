import {
  arithmetic,
  call,
  combine,
  equals,
  type Matcher,
  number,
  type PromqlExpr,
  printPromql,
  selector,
  sum,
} from "../../query/promql/index.ts";
import type { ResolvedService } from "../../workspace/index.ts";
import { type Counting, stepIncrease } from "./step-count.ts";
import { hole } from "./template.ts";
import { tolerantSum } from "./window-sum.ts";

/** How an SLI counts events within a step; holes of the expressions are `texts`. */
export interface Counts {
  /** What the expressions depend on beside their holes. */
  readonly shape: string;
  readonly texts: readonly string[];
  readonly total: (counting: Counting) => PromqlExpr;
  /** @param total all events, as they were recorded just before, so that no raw series is read twice for them */
  readonly bad: (counting: Counting, total: PromqlExpr) => PromqlExpr;
}

/** Prints the selector of a service's own series. */
export function ownSeries(service: ResolvedService, metric: string, matchers: readonly Matcher[]): string {
  return printPromql(selector(metric, [...serviceMatchers(service), ...matchers]));
}

/** Matchers that keep to the series of one service in one environment. */
export function serviceMatchers(service: ResolvedService): readonly Matcher[] {
  return [equals("environment", service.environment), equals("service", service.name)];
}

/** Events that counters saw within a step, added up; the counters are texts from the hole on. */
export function counted(counting: Counting, firstHole: number, counters = 1): PromqlExpr {
  const terms = Array.from({ length: counters }, (_, index) =>
    sum(stepIncrease(selector(hole(firstHole + index)), counting), grouping(counting.by)),
  );
  const [only, ...others] = terms;
  return only !== undefined && others.length === 0 ? only : tolerantSum(terms, counting.by);
}

/** What never happened has no series: zero says so, as long as there is a total. */
export function orNone(bad: PromqlExpr, total: PromqlExpr): PromqlExpr {
  return combine(bad, "or", arithmetic(number(0), "*", total));
}

/** What is not good is bad; where nothing was good yet, everything is. */
export function allBut(good: PromqlExpr, total: PromqlExpr): PromqlExpr {
  return combine(call("clamp_min", arithmetic(total, "-", good), number(0)), "or", total);
}

/** `by` of an aggregation, left out when there is nothing to keep. */
export function grouping(by: readonly string[]) {
  return by.length === 0 ? {} : { by };
}
