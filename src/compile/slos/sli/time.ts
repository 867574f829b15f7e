import type { Sli } from "../../../definitions/index.ts";
import {
  aggregate,
  arithmetic,
  call,
  combine,
  compare,
  durationSeconds,
  formatDuration,
  isComparison,
  number,
  over,
  type PromqlExpr,
  parsePromql,
  printPromql,
  selector,
  subquery,
  sum,
} from "../../../query/promql/index.ts";
import type { ResolvedService } from "../../../workspace/index.ts";
import { narrowing } from "../../service-series.ts";
import { type Counts, grouping, ownSeries, serviceMatchers } from "../counts.ts";
import type { Counting } from "../step-count.ts";
import { hole } from "../template.ts";

/** How often an expression of a user is evaluated within a step. */
const LONGEST_SAMPLE_SECONDS = 60;

/** Minutes in which a gauge was read, of which those with 0 are bad. */
export function uptimeCounts(service: ResolvedService, { gauge }: Extract<Sli, { kind: "uptime" }>): Counts {
  const samples = (counting: Counting) => {
    const range = over(selector(hole(0)), formatDuration(counting.stepSeconds));
    const minutes = number(counting.scrapeSeconds / 60);
    const add = (expr: PromqlExpr) => arithmetic(sum(expr, grouping(counting.by)), "*", minutes);
    const all = call("count_over_time", range);
    return { total: add(all), bad: add(arithmetic(all, "-", call("sum_over_time", range))) };
  };
  return {
    shape: "uptime",
    texts: [ownSeries(service, gauge.metric, gauge.matchers)],
    total: (counting) => samples(counting).total,
    bad: (counting) => samples(counting).bad,
  };
}

/** Minutes for which an expression had a value, weighted by that value for the bad ones. */
export function errorRatioCounts({ promql }: Extract<Sli, { kind: "errorRatio" }>): Counts {
  const sampled = (counting: Counting, name: string, expr: PromqlExpr) => {
    const seconds = Math.min(LONGEST_SAMPLE_SECONDS, counting.stepSeconds);
    const range = subquery(expr, formatDuration(counting.stepSeconds), formatDuration(seconds));
    return arithmetic(sum(call(name, range), grouping(counting.by)), "*", number(seconds / 60));
  };
  // What is no number is no measurement.
  const ratio = compare(number(hole(0)), ">=", number(0));
  return {
    shape: "errorRatio",
    texts: [`(${promql})`],
    total: (counting) => sampled(counting, "count_over_time", ratio),
    bad: (counting) => sampled(counting, "sum_over_time", call("clamp_max", ratio, number(1))),
  };
}

/** Slices of time for which a condition has an answer, of which those where it does not hold are bad. */
export function timeSlicesCounts(
  service: ResolvedService,
  { slice, good }: Extract<Sli, { kind: "timeSlices" }>,
): Counts {
  const answer = answerOf(goodCondition(service, good));
  const slices = (counting: Counting, name: string) => {
    const worst = aggregate("min", selector(hole(0)), grouping(counting.by));
    const range = formatDuration(counting.stepSeconds);
    return call(name, subquery(worst, range, formatDuration(durationSeconds(slice))));
  };
  return {
    shape: `timeSlices ${slice}`,
    texts: [answer === undefined ? "" : printPromql(answer)],
    total: (counting) => slices(counting, "count_over_time"),
    bad: (counting, total) => arithmetic(total, "-", slices(counting, "sum_over_time")),
  };
}

/** The condition of a good slice: of the service's own series, or as it was written. */
export function goodCondition(
  service: ResolvedService,
  good: Extract<Sli, { kind: "timeSlices" }>["good"],
): PromqlExpr | undefined {
  return "expr" in good
    ? narrowing(service, serviceMatchers(service))(good.expr)
    : parsePromql(good.promql).expr;
}

/**
 * 1 where a condition holds and 0 where it does not, for what it knows a number of; `undefined` for what is no
 * condition. Only comparisons have an answer of their own: what is joined by `and` and `or` is made of theirs.
 */
export function answerOf(condition: PromqlExpr | undefined): PromqlExpr | undefined {
  if (condition?.kind !== "binary") {
    return undefined;
  }
  const { operator, left, right, matching } = condition;
  if (isComparison(operator)) {
    const measured = left.kind === "number" ? right : left;
    const isNumber = compare(measured, "==", measured);
    return combine({ ...condition, bool: true }, "and", isNumber);
  }
  const [first, second] = [answerOf(left), answerOf(right)];
  if (first === undefined || second === undefined) {
    return undefined;
  }
  if (operator === "and") {
    return arithmetic(first, "*", second, matching);
  }
  if (operator === "or") {
    const either = call("clamp_max", arithmetic(first, "+", second, matching), number(1));
    return combine(combine(either, "or", first, matching), "or", second, matching);
  }
  return undefined;
}
