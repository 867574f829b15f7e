import {
  aggregate,
  arithmetic,
  call,
  combine,
  compare,
  type Duration,
  formatDuration,
  increase,
  number,
  over,
  type PromqlExpr,
  selector,
  type VectorSelector,
} from "../../query/promql/index.ts";

import { anySlo } from "./template.ts";

/** What it takes to count events within steps exactly. */
export interface Counting {
  /** Length of a step, and how that is spelt. */
  readonly stepSeconds: number;
  readonly stepName: Duration;
  /** How often the counters are scraped. */
  readonly scrapeSeconds: number;
  /** Labels that are counted apart. */
  readonly by: readonly string[];
  /** `up` of the counters' targets. Default: that of the service's own. */
  readonly up?: VectorSelector;
}

/**
 * Labels of a target, shared by its series and its `up`. A pod may have the address of the one before it: on a
 * host's network it always does.
 */
const TARGET = ["job", "instance", "pod"] as const;
/** Matchers of the targets of the SLO's service. */
const anyService = anySlo.filter(({ label }) => label !== "slo");

/**
 * Events that each series of a counter saw within the step that ends now: the last value, less the last value one
 * step before. Steps that follow each other share that value, so that their sum leaves nothing out and counts
 * nothing twice, whatever the scrapes in between did; `increase` over the same steps loses what happens between the
 * last scrape of one window and the first of the next. docs/slo-mathematics.md derives each branch.
 */
export function stepIncrease(counter: VectorSelector, counting: Counting): PromqlExpr {
  const step = formatDuration(counting.stepSeconds);
  const last = call("last_over_time", over(counter, step));
  const first = call("min_over_time", over(counter, step));
  // On a new target, a first value that is more than what followed was counted before anybody looked.
  const longBefore = compare(first, ">", arithmetic(last, "/", number(2)));
  const base = either(
    valueBefore(counter, counting),
    combine(longBefore, "unless", bornLate(counter, counting)),
    arithmetic(number(0), "*", last),
  );
  // A counter below its base was reset while nobody looked: all that it shows happened since.
  return either(acrossReset(counter, counting), compare(arithmetic(last, "-", base), ">=", number(0)), last);
}

/**
 * The same for a native histogram, whose samples can be subtracted but not compared; one that appears together with
 * its target is counted by extrapolation.
 */
export function stepHistogram(histogram: VectorSelector, counting: Counting): PromqlExpr {
  const last = call("last_over_time", over(histogram, formatDuration(counting.stepSeconds)));
  const base = valueBefore(histogram, counting);
  const grown = compare(call("histogram_count", last), ">=", call("histogram_count", base));
  return either(
    acrossReset(histogram, counting),
    combine(arithmetic(last, "-", base), "and", grown),
    combine(last, "and", base),
    combine(last, "and", bornLate(histogram, counting)),
    extrapolated(histogram, counting),
  );
}

/** The value that the step began with. */
function valueBefore(counter: VectorSelector, { stepSeconds }: Counting): PromqlExpr {
  const step = formatDuration(stepSeconds);
  return call("last_over_time", { ...over(counter, step), offset: step });
}

/**
 * Series with fewer samples within the step than their target has scrapes since one step before: a series without
 * a value before the step was then born on a target that was known already, and counts from zero.
 */
function bornLate(counter: VectorSelector, { stepSeconds, up: of }: Counting): PromqlExpr {
  const samples = call("count_over_time", over(counter, formatDuration(stepSeconds)));
  const up = call("sum_over_time", over(of ?? selector("up", anyService), formatDuration(2 * stepSeconds)));
  // Where another label of a target changes, it has two series for a while, and its counters are as new as the newer.
  const scrapes = aggregate("min", up, { by: TARGET });
  return compare(samples, "<", scrapes, { on: TARGET, groupLeft: [] });
}

/** A counter that was reset within the step; `increase` knows how to go on. */
function acrossReset(counter: VectorSelector, counting: Counting): PromqlExpr {
  const resets = compare(
    call("resets", over(counter, formatDuration(counting.stepSeconds + counting.scrapeSeconds))),
    ">",
    number(0),
  );
  return combine(extrapolated(counter, counting), "and", resets);
}

/**
 * `increase` over one scrape more than the step holds the samples at both ends of the step, and is extrapolated by
 * exactly that scrape, which the factor takes back.
 */
function extrapolated(counter: VectorSelector, { stepSeconds, scrapeSeconds }: Counting): PromqlExpr {
  const seconds = stepSeconds + scrapeSeconds;
  const scale = arithmetic(number(stepSeconds), "/", number(seconds));
  return arithmetic(increase(counter, formatDuration(seconds)), "*", scale);
}

function either(first: PromqlExpr, ...others: readonly PromqlExpr[]): PromqlExpr {
  return others.reduce((union, other) => combine(union, "or", other), first);
}
