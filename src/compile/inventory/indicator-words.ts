import type { Slo } from "../../definitions/index.ts";
import type { Matcher } from "../../query/promql/index.ts";
import { groupLabels } from "../slos/recording-rules.ts";

/** What an SLO counts, in a sentence for people who did not write it. */
export function indicatorWords(slo: Slo): string {
  const groups = groupLabels(slo);
  const words = countedWords(slo);
  return groups.length === 0 ? words : `${words}; each ${groups.join(" and ")} has a budget of its own`;
}

function countedWords({ sli }: Slo): string {
  switch (sli.kind) {
    case "events": {
      const { total, part } = sli;
      return `${part.counts} are the events of ${total.metric}${where(total.matchers)} with ${conditions(part.matchers)}`;
    }
    case "latency": {
      const { histogram, within } = sli;
      return `good are the events of ${histogram.metric}${where(histogram.matchers)} that took at most ${within}`;
    }
    case "eventRatio": {
      const { total, part } = sli;
      return `${part.counts} are the events of ${counters(part.of)}, of all those of ${counters(total)}`;
    }
    case "errorRatio":
      return "the share of bad minutes is what a PromQL expression says";
    case "uptime":
      return `bad are the minutes in which ${sli.gauge.metric}${where(sli.gauge.matchers)} is 0`;
    case "timeSlices":
      return `good are the slices of ${sli.slice} at whose end a condition holds`;
    case "probe":
      return `good are the requests from outside to ${sli.url} that succeed${sli.within === undefined ? "" : ` within ${sli.within}`}`;
    case "logEvents":
      return `bad are the log lines that pass ${sli.bad}, of those that pass ${sli.total === "" ? "no filter" : sli.total}`;
    case "composite":
      return `the weighted mean of ${Object.entries(sli.of)
        .map(([name, weight]) => `${name} (${weight})`)
        .join(", ")}`;
  }
}

function counters(
  selections: readonly { readonly metric: string; readonly matchers: readonly Matcher[] }[],
): string {
  return selections.map(({ metric, matchers }) => `${metric}${where(matchers)}`).join(" and ");
}

function where(matchers: readonly Matcher[]): string {
  return matchers.length === 0 ? "" : ` where ${conditions(matchers)}`;
}

function conditions(matchers: readonly Matcher[]): string {
  return matchers
    .map(({ label, operator, value }) => `${label} ${operator} ${JSON.stringify(value)}`)
    .join(" and ");
}
