import type { Slo } from "../../../definitions/index.ts";
import {
  arithmetic,
  combine,
  number,
  type PromqlExpr,
  rate,
  selector,
  sum,
} from "../../../query/promql/index.ts";
import type { ServiceContext } from "../context.ts";
import { markdownText } from "../escape.ts";
import { incidentLinks } from "../incident-links.ts";
import type { PanelDraft } from "../model.ts";
import { literalMatchers, prometheusQueries, type QueryOptions, RATE_INTERVAL } from "../query.ts";
import { rateUnit } from "../units.ts";
import { type Observations, observationRate } from "./distribution.ts";

type EventsSlo = Slo & { readonly sli: Extract<Slo["sli"], { readonly kind: "events" }> };

/** How many events there are: a panel for each counter, and for each part of one that an SLO singles out. */
export function eventRatePanels(context: ServiceContext): readonly PanelDraft[] {
  const slos = context.service.slos.filter(isEvents);
  const panels = new Map<string, PanelDraft>();
  for (const slo of slos) {
    const { metric, matchers } = slo.sli.total;
    const name = matchers.length === 0 ? metric : `slo/${slo.name}`;
    panels.set(name, eventRatePanel(context, slo, name));
  }
  return [...panels.values()];
}

/** How many events there are, by the number of observations of histograms. */
export function observationRatePanels(
  context: ServiceContext,
  shown: readonly (Observations & { readonly name: string; readonly subject: string })[],
): readonly PanelDraft[] {
  return shown.map((item) => ({
    ...shared(`rate/${item.name}`),
    title: `Rate: ${item.subject}`,
    description: `Observations of \`${item.metric}\` a second. A sudden drop is as telling as a peak: look at the callers of the service.`,
    unit: "reqps",
    queries: prometheusQueries({
      expr: observationRate(context, item),
      legend: "all",
      minStep: context.rawStep,
    }),
  }));
}

/** The bad events of each SLO, by the labels that make them bad. */
export function errorPanels(context: ServiceContext): readonly PanelDraft[] {
  return context.service.slos.filter(isEvents).map((slo) => {
    const { metric } = slo.sli.total;
    return {
      ...shared(`errors/${slo.name}`),
      links: incidentLinks(context),
      title: `Errors: ${slo.name}`,
      description: `Events of \`${metric}\` a second that the SLO ${slo.name} counts as bad. Compare with the deploys of that minute, then with the logs and the dependencies.`,
      unit: unitOf(context, metric),
      queries: prometheusQueries(...errorQueries(context, slo)),
    };
  });
}

function eventRatePanel(context: ServiceContext, slo: EventsSlo, name: string): PanelDraft {
  const { metric } = slo.sli.total;
  const help = context.metrics.get(metric)?.help;
  const part = name === metric ? metric : slo.name;
  return {
    ...shared(`rate/${name}`),
    title: `Rate: ${part}`,
    description: `Events of \`${metric}\` a second${name === metric ? "" : `, as far as the SLO ${slo.name} counts them`}.${help === undefined ? "" : ` ${markdownText(help)}`} A sudden drop is as telling as a peak: look at the callers of the service.`,
    unit: unitOf(context, metric),
    queries: prometheusQueries({ expr: totalRate(context, slo), legend: "all", minStep: context.rawStep }),
  };
}

function errorQueries(context: ServiceContext, slo: EventsSlo): readonly QueryOptions[] {
  const { raw, rawStep } = context;
  const { total, part } = slo.sli;
  const matchers = [...raw, ...literalMatchers([...total.matchers, ...part.matchers])];
  const partRate = rate(selector(total.metric, matchers), RATE_INTERVAL);
  const all = totalRate(context, slo);
  // What never happened has no series; zero says so, as long as there are events at all.
  const counted: PromqlExpr = combine(sum(partRate), "or", arithmetic(number(0), "*", all));
  if (part.counts === "good") {
    return [{ expr: arithmetic(all, "-", counted), legend: "all bad", minStep: rawStep }];
  }
  const labels = [...new Set(part.matchers.map(({ label }) => label))];
  return [
    { expr: counted, legend: "all bad", minStep: rawStep },
    {
      expr: sum(partRate, { by: labels }),
      legend: labels.map((label) => `{{${label}}}`).join(" "),
      minStep: rawStep,
    },
  ];
}

function totalRate({ raw }: ServiceContext, { sli }: EventsSlo): PromqlExpr {
  const matchers = [...raw, ...literalMatchers(sli.total.matchers)];
  return sum(rate(selector(sli.total.metric, matchers), RATE_INTERVAL));
}

function unitOf({ metrics }: ServiceContext, name: string): string {
  const metric = metrics.get(name);
  return metric === undefined ? "cps" : rateUnit(metric);
}

function shared(key: string) {
  return { key, kind: "timeseries", width: 8, height: 8, links: [], min: 0 } as const;
}

function isEvents(slo: Slo): slo is EventsSlo {
  return slo.sli.kind === "events";
}
