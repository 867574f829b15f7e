import { equals, selector, sum } from "../../../query/promql/index.ts";
import { type Counts, grouping, orNone } from "../counts.ts";
import { OUTCOME, type Outcome } from "../names.ts";
import { anySlo } from "../template.ts";

/** Series that Loki's ruler counts and sends to Prometheus: log lines within a step, by outcome. */
export const LOG_EVENTS = "slo:log_events:increase";

/** Log lines as Loki counted them. */
export function logCounts(): Counts {
  const recorded = (stepName: string, outcome: Outcome, by: readonly string[]) =>
    sum(selector(`${LOG_EVENTS}${stepName}`, [...anySlo, equals(OUTCOME, outcome)]), grouping(by));
  return {
    shape: "logs",
    texts: [],
    total: ({ stepName, by }) => recorded(stepName, "total", by),
    bad: ({ stepName, by }, total) => orNone(recorded(stepName, "bad", by), total),
  };
}
