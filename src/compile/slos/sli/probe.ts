import type { Sli, Slo } from "../../../definitions/index.ts";
import {
  arithmetic,
  call,
  durationSeconds,
  equals,
  formatDuration,
  number,
  over,
  type PromqlExpr,
  selector,
  subquery,
  sum,
} from "../../../query/promql/index.ts";
import type { ResolvedService } from "../../../workspace/index.ts";
import { type Counts, ownSeries } from "../counts.ts";
import type { Counting } from "../step-count.ts";
import { hole } from "../template.ts";

/** Label of a probe's series: the name of the SLO that it is for. */
export const PROBE = "probe";

/** 1 for an answer that came in time, 0 for one that took too long. */
const inTime: PromqlExpr = {
  kind: "binary",
  operator: "<=",
  bool: true,
  left: selector(hole(1)),
  right: number(hole(2)),
};

/** Requests from outside, of which those that fail or take too long are bad. */
export function probeCounts(
  service: ResolvedService,
  { name }: Slo,
  { interval, within }: Extract<Sli, { kind: "probe" }>,
): Counts {
  const matchers = [equals(PROBE, name)];
  const answers = (counting: Counting): PromqlExpr =>
    within === undefined
      ? over(selector(hole(0)), counting.stepName)
      : subquery(
          arithmetic(selector(hole(0)), "*", inTime),
          counting.stepName,
          formatDuration(durationSeconds(interval)),
        );
  return {
    shape: `probe ${within === undefined ? "" : interval}`,
    texts: [
      ownSeries(service, "probe_success", matchers),
      ownSeries(service, "probe_duration_seconds", matchers),
      String(within === undefined ? 0 : durationSeconds(within)),
    ],
    total: (counting) => sum(call("count_over_time", answers(counting))),
    bad: (counting, total) =>
      call("clamp_min", arithmetic(total, "-", sum(call("sum_over_time", answers(counting)))), number(0)),
  };
}
