import type { Slo } from "../../../definitions/index.ts";
import { durationSeconds } from "../../../query/promql/index.ts";
import type { ServiceContext } from "../context.ts";
import { markdownText } from "../escape.ts";
import { incidentLinks } from "../incident-links.ts";
import type { PanelDraft } from "../model.ts";
import { limits } from "../thresholds.ts";
import { measuresTime, valueUnit } from "../units.ts";
import { type Observations, quantileQueries } from "./distribution.ts";

type LatencySlo = Slo & { readonly sli: Extract<Slo["sli"], { readonly kind: "latency" }> };

/** A duration that is shown: all of a histogram, or the part of it that one SLO counts. */
export interface Duration extends Observations {
  /** Part of the panel's key. */
  readonly name: string;
  /** What the panel's title calls it: the metric, or the SLO. */
  readonly subject: string;
  readonly unit: string;
  readonly help: string | undefined;
  /** The SLOs whose thresholds are drawn. */
  readonly slos: readonly LatencySlo[];
}

/** The histograms of time that the catalog declares, and the parts of histograms that SLOs single out. */
export function durations(context: ServiceContext): readonly Duration[] {
  const slos = context.service.slos.filter(isLatency);
  const whole = slos.filter(({ sli }) => sli.histogram.matchers.length === 0);
  const names = new Set([
    ...[...context.metrics.values()].filter(isDuration).map(({ name }) => name),
    ...whole.map(({ sli }) => sli.histogram.metric),
  ]);
  return [
    ...[...names].sort().map((metric) => {
      const own = whole.filter(({ sli }) => sli.histogram.metric === metric);
      const declared = context.metrics.get(metric);
      const native =
        declared === undefined ? own.some(({ sli }) => sli.native) : declared.kind === "nativeHistogram";
      return duration(context, { metric, native, matchers: [] }, metric, own);
    }),
    ...slos
      .filter((slo) => !whole.includes(slo))
      .map((slo) => {
        const { histogram, native } = slo.sli;
        return duration(context, { ...histogram, native }, `slo/${slo.name}`, [slo]);
      }),
  ];
}

/** The quantiles of each duration, with the thresholds of latency SLOs as lines. */
export function durationPanels(context: ServiceContext, shown: readonly Duration[]): readonly PanelDraft[] {
  return shown.map((item) => ({
    key: `duration/${item.name}`,
    kind: "timeseries",
    title: `Duration: ${item.subject}`,
    description: describe(context, item),
    width: 8,
    height: 8,
    links: incidentLinks(context),
    unit: item.unit,
    min: 0,
    ...(item.slos.length > 0 && {
      thresholds: limits(...item.slos.map(({ sli }) => durationSeconds(sli.within))),
    }),
    queries: quantileQueries(context, item),
  }));
}

function duration(
  { metrics }: ServiceContext,
  observations: Observations,
  name: string,
  slos: readonly LatencySlo[],
): Duration {
  const metric = metrics.get(observations.metric);
  return {
    ...observations,
    name,
    subject: observations.matchers.length === 0 ? observations.metric : name.replace("slo/", ""),
    // A latency SLO is about seconds, whatever the metric's name says.
    unit: metric !== undefined && measuresTime(metric) ? valueUnit(metric) : "s",
    help: metric?.help,
    slos,
  };
}

function describe({ environment }: ServiceContext, { metric, matchers, help, slos }: Duration): string {
  const part = matchers.length === 0 ? "" : `, of the events that the SLO ${slos[0]?.name} counts`;
  const words = help === undefined ? "" : ` ${markdownText(help)}`;
  const lines = slos.map(({ name, objective, sli }) => `${sli.within} for ${objective} % (SLO ${name})`);
  const line = lines.length === 0 ? "" : ` Dashed lines are the thresholds: ${lines.join(", ")}.`;
  return `Median, 90th and 99th percentile of \`${metric}\`${part}.${words}${line} When p99 parts from p50, a few requests are slow${environment.platform.traces === undefined ? "; the errors beside show whether they also fail" : ": follow an exemplar, a dot on the graph, to its trace"}.`;
}

function isLatency(slo: Slo): slo is LatencySlo {
  return slo.sli.kind === "latency";
}

function isDuration(metric: Parameters<typeof measuresTime>[0]): boolean {
  return (metric.kind === "histogram" || metric.kind === "nativeHistogram") && measuresTime(metric);
}
