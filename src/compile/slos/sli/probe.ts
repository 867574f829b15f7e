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

/** Requests from outside, of which those that fail or take too long are bad. */
export function probeCounts(
  service: ResolvedService,
  { name }: Slo,
  { interval, within }: Extract<Sli, { kind: "probe" }>,
): Counts {
  const matchers = [equals(PROBE, name)];
  const success = (counting: Counting): PromqlExpr => {
    const step = formatDuration(counting.stepSeconds);
    if (within === undefined) {
      return call("sum_over_time", over(selector(hole(0)), step));
    }
    const fast = { ...arithmetic(selector(hole(1)), "+", number(0)) };
    const inTime = {
      kind: "binary",
      operator: "<=",
      bool: true,
      left: fast,
      right: number(hole(2)),
    } as const;
    const every = formatDuration(durationSeconds(interval));
    return call("sum_over_time", subquery(arithmetic(selector(hole(0)), "*", inTime), step, every));
  };
  return {
    shape: `probe ${within === undefined ? "" : interval}`,
    texts: [
      ownSeries(service, "probe_success", matchers),
      ownSeries(service, "probe_duration_seconds", matchers),
      String(within === undefined ? 0 : durationSeconds(within)),
    ],
    total: (counting) =>
      sum(call("count_over_time", over(selector(hole(0)), formatDuration(counting.stepSeconds)))),
    bad: (counting, total) => call("clamp_min", arithmetic(total, "-", sum(success(counting))), number(0)),
  };
}
