import type { Sli } from "../../../definitions/index.ts";
import {
  arithmetic,
  call,
  compare,
  durationSeconds,
  type Matcher,
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
  const bound = bucketBound(durationSeconds(within));
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

/**
 * The matcher of a bucket. Prometheus 3 writes whole bounds as `1.0` where Prometheus 2 kept the `1` of the
 * exposition, so that both spellings are taken.
 *
 * @see https://prometheus.io/docs/prometheus/3.0/migration/#le-and-quantile-label-values
 */
export function bucketBound(seconds: number): Matcher {
  return Number.isInteger(seconds)
    ? { label: "le", operator: "=~", value: `${seconds}(\\.0)?` }
    : { label: "le", operator: "=", value: String(seconds) };
}
