import type { Slo } from "../../definitions/index.ts";
import { equals, selector, sum } from "../../query/promql/index.ts";
import type { ResolvedService } from "../../workspace/index.ts";
import { type Counts, grouping } from "./counts.ts";
import { OUTCOME, type Outcome, sloIdentity, sloSeries } from "./names.ts";
import { eventRatioCounts, eventsCounts } from "./sli/events.ts";
import { latencyCounts } from "./sli/latency.ts";
import { logCounts } from "./sli/logs.ts";
import { probeCounts } from "./sli/probe.ts";
import { errorRatioCounts, timeSlicesCounts, uptimeCounts } from "./sli/time.ts";
import type { Counting } from "./step-count.ts";
import { anySlo, type SloTemplate, sloTemplate } from "./template.ts";

const templates = new Map<string, Readonly<Record<Outcome, SloTemplate>>>();

/** Expressions that count all and bad events of an SLO within the step that ends now; none for a composite. */
export function stepEvents(
  service: ResolvedService,
  slo: Slo,
  counting: Counting,
): Readonly<Record<Outcome, string>> | undefined {
  const counts = countsOf(service, slo);
  if (counts === undefined) {
    return undefined;
  }
  const { stepName, scrapeSeconds, by } = counting;
  const key = [counts.shape, stepName, scrapeSeconds, ...by].join(" ");
  let known = templates.get(key);
  if (known === undefined) {
    const recorded = selector(sloSeries.events(stepName), [...anySlo, equals(OUTCOME, "total")]);
    known = {
      bad: sloTemplate(counts.bad(counting, sum(recorded, grouping(by)))),
      total: sloTemplate(counts.total(counting)),
    };
    templates.set(key, known);
  }
  const identity = sloIdentity(service, slo);
  return { bad: known.bad(identity, counts.texts), total: known.total(identity, counts.texts) };
}

function countsOf(service: ResolvedService, slo: Slo): Counts | undefined {
  const { sli } = slo;
  switch (sli.kind) {
    case "events":
      return eventsCounts(service, sli);
    case "eventRatio":
      return eventRatioCounts(service, sli);
    case "latency":
      return latencyCounts(service, sli);
    case "errorRatio":
      return errorRatioCounts(sli);
    case "uptime":
      return uptimeCounts(service, sli);
    case "timeSlices":
      return timeSlicesCounts(service, sli);
    case "probe":
      return probeCounts(service, slo, sli);
    case "logEvents":
      return logCounts();
    case "composite":
      return undefined;
  }
}
