import type { Slo } from "../../definitions/index.ts";
import { sliSelections } from "../../definitions/sli.ts";
import {
  equals,
  type Matcher,
  parsePromql,
  selector,
  selectorsOf,
  type VectorSelector,
} from "../../query/promql/index.ts";
import type { ResolvedService } from "../../workspace/index.ts";
import { serviceMatchers } from "./counts.ts";
import { sloMatchers } from "./names.ts";
import { sloPlan } from "./plan.ts";
import { LOG_EVENTS } from "./sli/logs.ts";
import { PROBE } from "./sli/probe.ts";
import { windowName } from "./window-plan.ts";

/** The series without which nothing of an SLO can be counted; none of a composite, whose parts have their own. */
export function sourcesOf(service: ResolvedService, slo: Slo): readonly VectorSelector[] {
  const { sli } = slo;
  const own = (metric: string, matchers: readonly Matcher[]) =>
    selector(metric, [...serviceMatchers(service), ...matchers]);
  switch (sli.kind) {
    case "events":
      return [own(sli.total.metric, sli.total.matchers)];
    case "eventRatio":
      return sli.total.map(({ metric, matchers }) => own(metric, matchers));
    case "latency":
      return [own(`${sli.histogram.metric}${sli.native ? "" : "_count"}`, sli.histogram.matchers)];
    case "uptime":
      return [own(sli.gauge.metric, sli.gauge.matchers)];
    case "timeSlices":
      return "promql" in sli.good
        ? sourcesIn(sli.good.promql)
        : sliSelections(sli).map(({ metric, matchers }) => own(metric, matchers));
    case "errorRatio":
      return sourcesIn(sli.promql);
    case "probe":
      return [own("probe_success", [equals(PROBE, slo.name)])];
    case "logEvents":
      return [
        selector(
          `${LOG_EVENTS}${windowName(sloPlan(service.policy, slo.window).stepSeconds)}`,
          sloMatchers(service, slo),
        ),
      ];
    case "composite":
      return [];
  }
}

/** Whether an SLO reads nothing but series that the service's own targets expose, and that are gone when those are. */
export function readsOwnTargets(service: ResolvedService, slo: Slo): boolean {
  const { sli } = slo;
  const text = sli.kind === "errorRatio" ? sli.promql : sli.kind === "timeSlices" && textOf(sli.good);
  if (typeof text !== "string") {
    return sliSelections(sli).length > 0;
  }
  const declared = new Set(Object.values(service.metrics).map(({ name }) => name));
  const read = sourcesIn(text);
  return (
    read.length > 0 && read.every(({ metric }) => declared.has(metric.replace(/_(bucket|count|sum)$/, "")))
  );
}

function textOf(condition: object): string | false {
  return "promql" in condition && typeof condition.promql === "string" ? condition.promql : false;
}

/** The series that an expression of a user's own reads, each once; nothing is added to its selectors. */
function sourcesIn(promql: string): readonly VectorSelector[] {
  const { expr } = parsePromql(promql);
  const read = (expr === undefined ? [] : selectorsOf(expr)).map(({ metric, matchers }) =>
    selector(metric, matchers),
  );
  return [...new Map(read.map((one) => [JSON.stringify(one), one])).values()];
}
