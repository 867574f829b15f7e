import type { Sli } from "../../definitions/index.ts";
import {
  aggregate,
  arithmetic,
  compare,
  divide,
  type Matcher,
  number,
  type PromqlExpr,
  printPromql,
  sum,
} from "../../query/promql/index.ts";
import type { ResolvedService } from "../../workspace/index.ts";
import { type Outcome, sloMatchers } from "./names.ts";
import type { SloPlan } from "./plan.ts";
import { tolerantSum, windowEvents } from "./window-sum.ts";

/**
 * What a composite counts within a window: for `total` the weights of its parts that had any event, for `bad` those
 * weights times the parts' error ratios. Their quotient is the weighted mean of the ratios over that very window.
 */
export function compositeEvents(
  service: ResolvedService,
  { of }: Extract<Sli, { kind: "composite" }>,
  plan: SloPlan,
  seconds: number,
): Readonly<Record<Outcome, string>> {
  const parts = Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1));
  const terms = parts.map(([name, weight]) =>
    weighted(plan, seconds, sloMatchers(service, { name }), weight),
  );
  return {
    bad: printPromql(
      tolerantSum(
        terms.map(({ bad }) => bad),
        [],
      ),
    ),
    total: printPromql(
      tolerantSum(
        terms.map(({ total }) => total),
        [],
      ),
    ),
  };
}

function weighted(
  plan: SloPlan,
  seconds: number,
  matchers: readonly Matcher[],
  weight: number,
): Readonly<Record<Outcome, PromqlExpr>> {
  const bad = sum(windowEvents(plan, seconds, "bad", matchers));
  const total = sum(windowEvents(plan, seconds, "total", matchers));
  // A part without events has no ratio, and its weight does not count.
  const some = compare(total, ">", number(0));
  return {
    bad: arithmetic(number(weight), "*", divide(bad, some)),
    total: arithmetic(number(weight), "*", aggregate("group", some)),
  };
}
