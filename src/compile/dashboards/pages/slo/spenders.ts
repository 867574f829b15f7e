import type { Metric, Slo } from "../../../../definitions/index.ts";
import {
  aggregate,
  arithmetic,
  bucketMatcher,
  call,
  combine,
  compare,
  durationSeconds,
  increase,
  type Matcher,
  number,
  type PromqlExpr,
  selector,
  sum,
} from "../../../../query/promql/index.ts";
import type { ServiceContext } from "../../context.ts";
import { incidentLinks } from "../../incident-links.ts";
import type { PanelDraft } from "../../model.ts";
import { literalMatchers, prometheusQueries } from "../../query.ts";
import { runbookLinks } from "../../slo-queries.ts";

/** Lines of the table: what spends a budget is among the first few or spread too thin to matter. */
const MOST = number(20);
const RANGE = "$__range";

/**
 * What spent the budget: bad events within the time that the dashboard shows, by every label that the metric has
 * beside those that are fixed. Nothing for indicators that are no counters of the service.
 */
export function spenders(context: ServiceContext, slo: Slo): readonly PanelDraft[] {
  const { sli } = slo;
  if (sli.kind === "events") {
    const { metric, matchers } = sli.total;
    const labels = labelsOf(context.metrics.get(metric), [...matchers, ...sli.part.matchers]);
    const count = (more: readonly Matcher[]) =>
      sum(increase(selector(metric, [...context.raw, ...literalMatchers([...matchers, ...more])]), RANGE), {
        by: labels,
      });
    const part = count(sli.part.matchers);
    return table(context, slo, labels, sli.part.counts === "bad" ? part : missing(count([]), part));
  }
  if (sli.kind === "latency" && !sli.native) {
    const { metric, matchers } = sli.histogram;
    const labels = labelsOf(context.metrics.get(metric), matchers);
    const count = (suffix: string, more: readonly Matcher[]) =>
      sum(
        increase(
          selector(`${metric}${suffix}`, [...context.raw, ...literalMatchers(matchers), ...more]),
          RANGE,
        ),
        {
          by: labels,
        },
      );
    const fast = count("_bucket", [bucketMatcher(durationSeconds(sli.within))]);
    return table(context, slo, labels, missing(count("_count", []), fast));
  }
  if (sli.kind === "latency") {
    const { metric, matchers } = sli.histogram;
    const labels = labelsOf(context.metrics.get(metric), matchers);
    const all = sum(increase(selector(metric, [...context.raw, ...literalMatchers(matchers)]), RANGE), {
      by: labels,
    });
    const within = number(String(durationSeconds(sli.within)));
    const slow = arithmetic(number(1), "-", call("histogram_fraction", number(0), within, all));
    return table(context, slo, labels, arithmetic(call("histogram_count", all), "*", slow));
  }
  return [];
}

/** What of `all` is not in `part`; where nothing is in it, all of it. */
function missing(all: PromqlExpr, part: PromqlExpr): PromqlExpr {
  return combine(arithmetic(all, "-", part), "or", all);
}

function table(
  context: ServiceContext,
  slo: Slo,
  labels: readonly string[],
  bad: PromqlExpr,
): readonly PanelDraft[] {
  return [
    {
      key: `slo/${slo.name}/spenders`,
      kind: "table",
      title: `What spent it: ${slo.name}`,
      description:
        "Bad events within the time that is shown, by the labels of the metric, the most first. Choose the time of a peak above, then read who or what had the errors.",
      width: 12,
      height: 8,
      links: [...incidentLinks(context), ...runbookLinks(context, slo)],
      unit: "short",
      queries: prometheusQueries({
        expr: { ...aggregate("topk", compare(bad, ">", number(0))), parameter: MOST },
        legend: "",
        minStep: context.rawStep,
        instant: true,
        format: "table",
      }),
      hidden: ["Time"],
      headings: { ...Object.fromEntries(labels.map((label) => [label, label])), Value: "Bad events" },
      noValue: "None",
    },
  ];
}

/** Labels that can differ among the events that are meant. */
function labelsOf(metric: Metric | undefined, matchers: readonly Matcher[]): readonly string[] {
  const fixed = new Set(matchers.filter(({ operator }) => operator === "=").map(({ label }) => label));
  return (metric?.labels ?? []).filter((label) => !fixed.has(label)).toSorted();
}
