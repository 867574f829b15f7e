import type { Slo } from "../../definitions/index.ts";
import {
  arithmetic,
  call,
  combine,
  durationSeconds,
  increase,
  type Matcher,
  number,
  type PromqlExpr,
  selector,
  sum,
} from "../../query/promql/index.ts";

/** Expressions that count an SLO's events within a window. */
export interface EventCounts {
  readonly total: PromqlExpr;
  readonly bad: PromqlExpr;
}

/**
 * Counts all and bad events of an SLO within a window of raw samples. Bad events that never happened yet have no
 * series: they count as zero as long as there is a total.
 *
 * @param identity matchers that keep to the series of one service in one environment
 */
export function eventCounts(slo: Slo, window: string, identity: readonly Matcher[]): EventCounts {
  const { sli } = slo;
  if (sli.kind === "events") {
    const matchers = [...identity, ...sli.total.matchers];
    const total = sum(increase(selector(sli.total.metric, matchers), window));
    const part = sum(increase(selector(sli.total.metric, [...matchers, ...sli.part.matchers]), window));
    const partOrZero = orZero(part, total);
    return { total, bad: sli.part.counts === "bad" ? partOrZero : arithmetic(total, "-", partOrZero) };
  }
  const { metric } = sli.histogram;
  const matchers = [...identity, ...sli.histogram.matchers];
  if (sli.native) {
    const distribution = sum(increase(selector(metric, matchers), window));
    const total = call("histogram_count", distribution);
    const good = call("histogram_fraction", number(0), number(durationSeconds(sli.within)), distribution);
    return { total, bad: arithmetic(total, "*", arithmetic(number(1), "-", good)) };
  }
  const total = sum(increase(selector(`${metric}_count`, matchers), window));
  const bound = [...matchers, bucketBound(durationSeconds(sli.within))];
  const good = sum(increase(selector(`${metric}_bucket`, bound), window));
  return { total, bad: arithmetic(total, "-", orZero(good, total)) };
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

function orZero(counted: PromqlExpr, total: PromqlExpr): PromqlExpr {
  return combine(counted, "or", arithmetic(number(0), "*", total));
}
