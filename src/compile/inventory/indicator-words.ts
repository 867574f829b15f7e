import type { Slo } from "../../definitions/index.ts";
import type { Matcher } from "../../query/promql/index.ts";

/** What an SLO counts, in a sentence for people who did not write it. */
export function indicatorWords({ sli }: Slo): string {
  switch (sli.kind) {
    case "events": {
      const { total, part } = sli;
      return `${part.counts} are the events of ${total.metric}${where(total.matchers)} with ${conditions(part.matchers)}`;
    }
    case "latency": {
      const { histogram, within } = sli;
      return `good are the events of ${histogram.metric}${where(histogram.matchers)} that took at most ${within}`;
    }
  }
}

function where(matchers: readonly Matcher[]): string {
  return matchers.length === 0 ? "" : ` where ${conditions(matchers)}`;
}

function conditions(matchers: readonly Matcher[]): string {
  return matchers
    .map(({ label, operator, value }) => `${label} ${operator} ${JSON.stringify(value)}`)
    .join(" and ");
}
