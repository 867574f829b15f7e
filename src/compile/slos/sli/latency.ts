import type { Sli } from "../../../definitions/index.ts";
import {
  arithmetic,
  bucketMatcher,
  call,
  compare,
  durationSeconds,
  number,
  selector,
  sum,
} from "../../../query/promql/index.ts";
import type { ResolvedService } from "../../../workspace/index.ts";
import { allBut, type Counts, counted, grouping, orNone, ownSeries } from "../counts.ts";
import { type Counting, stepHistogram } from "../step-count.ts";
import { hole } from "../template.ts";

type LatencySli = Extract<Sli, { kind: "latency" }>;

/** Observations of a histogram, of which those above a threshold are bad. */
export function latencyCounts(service: ResolvedService, sli: LatencySli): Counts {
  return sli.native ? nativeCounts(service, sli) : classicCounts(service, sli);
}

function classicCounts(service: ResolvedService, { histogram, within }: LatencySli): Counts {
  const { metric, matchers } = histogram;
  const bound = bucketMatcher(durationSeconds(within));
  return {
    shape: "good",
    texts: [
      ownSeries(service, `${metric}_count`, matchers),
      ownSeries(service, `${metric}_bucket`, [...matchers, bound]),
    ],
    total: (counting) => counted(counting, 0),
    bad: (counting, total) => allBut(counted(counting, 1), total),
  };
}

function nativeCounts(service: ResolvedService, { histogram, within }: LatencySli): Counts {
  const distribution = (counting: Counting) =>
    sum(stepHistogram(selector(hole(0)), counting), grouping(counting.by));
  return {
    shape: "native",
    texts: [ownSeries(service, histogram.metric, histogram.matchers), String(durationSeconds(within))],
    total: (counting) => call("histogram_count", distribution(counting)),
    bad: (counting, total) => {
      const fast = call("histogram_fraction", number(0), number(hole(1)), distribution(counting));
      const slow = arithmetic(number(1), "-", fast);
      // The fraction of no observation is no number, which the comparison drops.
      return orNone(compare(arithmetic(total, "*", slow), ">=", number(0)), total);
    },
  };
}
