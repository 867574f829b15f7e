import type { Sli } from "../../../definitions/index.ts";
import type { ResolvedService } from "../../../workspace/index.ts";
import { allBut, type Counts, counted, orNone, ownSeries } from "../counts.ts";

/** Events of one counter, of which labels tell the bad from the good. */
export function eventsCounts(
  service: ResolvedService,
  { total, part }: Extract<Sli, { kind: "events" }>,
): Counts {
  const rest = part.counts === "bad" ? orNone : allBut;
  return {
    shape: part.counts,
    texts: [
      ownSeries(service, total.metric, total.matchers),
      ownSeries(service, total.metric, [...total.matchers, ...part.matchers]),
    ],
    total: (counting) => counted(counting, 0),
    bad: (counting, recorded) => rest(counted(counting, 1), recorded),
  };
}

/** Events of several counters on either side. */
export function eventRatioCounts(
  service: ResolvedService,
  { total, part }: Extract<Sli, { kind: "eventRatio" }>,
): Counts {
  const rest = part.counts === "bad" ? orNone : allBut;
  return {
    shape: `${part.counts} ${total.length} ${part.of.length}`,
    texts: [...total, ...part.of].map(({ metric, matchers }) => ownSeries(service, metric, matchers)),
    total: (counting) => counted(counting, 0, total.length),
    bad: (counting, recorded) => rest(counted(counting, total.length, part.of.length), recorded),
  };
}
