import type { Metric } from "../../../definitions/index.ts";
import {
  aggregate,
  arithmetic,
  call,
  max,
  type PromqlExpr,
  rate,
  selector,
  sum,
} from "../../../query/promql/index.ts";
import { narrowing } from "../../service-series.ts";
import { releaseIssuesAddress } from "../addresses.ts";
import type { ServiceContext } from "../context.ts";
import { versionsOf } from "../deploys.ts";
import { markdownText } from "../escape.ts";
import type { PanelDraft, RowDraft } from "../model.ts";
import { prometheusQueries, RATE_INTERVAL } from "../query.ts";
import { isTimestamp, rateUnit, valueUnit } from "../units.ts";
import { metricsOfRows } from "./declared-rows.ts";
import { quantileQueries } from "./distribution.ts";
import { metricsOfRequests } from "./requests.ts";

/** A panel for every declared metric that no other row shows. */
export function otherMetricsSection(context: ServiceContext): RowDraft | undefined {
  const shown = new Set([...metricsOfRequests(context), ...metricsOfRows(context)]);
  const rest = Object.entries(context.service.metrics)
    .filter(([, { name }]) => !shown.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return rest.length === 0
    ? undefined
    : {
        key: "row/metrics",
        title: "Other metrics",
        panels: rest.map(([key, metric]) => metricPanel(context, key, metric)),
      };
}

function metricPanel(context: ServiceContext, key: string, metric: Metric): PanelDraft {
  const base = { key: `metric/${key}`, width: 8, height: 8, links: [] } as const;
  switch (metric.kind) {
    case "counter":
      return { ...base, ...counterPanel(context, metric) };
    case "gauge":
      return { ...base, ...(isTimestamp(metric) ? agePanel(context, metric) : gaugePanel(context, metric)) };
    case "info":
      return { ...base, ...infoPanel(context, metric) };
    default:
      return { ...base, ...histogramPanel(context, metric) };
  }
}

type Body<Kind extends PanelDraft["kind"]> = Omit<
  Extract<PanelDraft, { readonly kind: Kind }>,
  "key" | "width" | "height" | "links"
>;

function counterPanel(context: ServiceContext, metric: Metric): Body<"timeseries"> {
  const expr = narrowing(context.service, context.raw)(sum(rate(selector(metric.name), RATE_INTERVAL)));
  return {
    kind: "timeseries",
    title: `Rate: ${metric.name}`,
    description: describe(metric, "By how much the counter grows a second, over all pods."),
    unit: rateUnit(metric),
    min: 0,
    queries: prometheusQueries({ expr, legend: "all pods", minStep: stepOf(context, metric) }),
  };
}

function gaugePanel(context: ServiceContext, metric: Metric): Body<"timeseries"> {
  return {
    kind: "timeseries",
    title: metric.name,
    description: describe(
      metric,
      `The highest value of each pod${isSummary(metric) ? "" : ", and the average of all series"}.`,
    ),
    unit: valueUnit(metric),
    queries: byPod(context, (vector) => vector, metric),
  };
}

function agePanel(context: ServiceContext, metric: Metric): Body<"timeseries"> {
  return {
    kind: "timeseries",
    title: `Time since ${metric.name}`,
    description: describe(
      metric,
      "How long ago the moment was that the gauge holds, by pod, and the average.",
    ),
    unit: "s",
    queries: byPod(context, (vector) => arithmetic(call("time"), "-", vector), metric),
  };
}

function histogramPanel(context: ServiceContext, metric: Metric): Body<"timeseries"> {
  const native = metric.kind === "nativeHistogram";
  return {
    kind: "timeseries",
    title: `Distribution: ${metric.name}`,
    description: describe(metric, "Median, 90th and 99th percentile of what was observed."),
    unit: valueUnit(metric),
    queries: quantileQueries(context, { metric: metric.name, native, matchers: [] }),
  };
}

function infoPanel(context: ServiceContext, metric: Metric): Body<"table"> {
  const { name, labels, help } = metric;
  const { environment, service } = context;
  const versions = versionsOf(service);
  const issues = releaseIssuesAddress(environment, service, "${__value.raw}");
  return {
    kind: "table",
    title: name,
    description: describe(
      { name, help },
      "What the pods say of themselves, and how many of them say it; more than one line means that they differ.",
    ),
    unit: "none",
    queries: prometheusQueries({
      expr: narrowing(service, context.raw)(aggregate("count", selector(name), { by: labels })),
      legend: "pods",
      minStep: stepOf(context, metric),
      instant: true,
      format: "table",
    }),
    hidden: ["Time"],
    headings: { Value: "Pods" },
    ...(versions?.metric.name === name &&
      issues !== undefined && {
        columns: [
          {
            heading: versions.label,
            link: { title: "Errors of this release", url: issues, newTab: true },
          },
        ],
      }),
    noValue: "None",
  };
}

function byPod(context: ServiceContext, of: (vector: PromqlExpr) => PromqlExpr, metric: Metric) {
  const vector = narrowing(context.service, context.raw)(selector(metric.name));
  const minStep = stepOf(context, metric);
  return prometheusQueries(
    { expr: of(max(vector, { by: ["pod"] })), legend: "{{pod}}", minStep },
    ...(isSummary(metric) ? [] : [{ expr: of(aggregate("avg", vector)), legend: "average", minStep }]),
  );
}

/** The mean of quantiles is the quantile of nothing. */
function isSummary({ labels }: Metric): boolean {
  return labels.includes("quantile");
}

function stepOf({ clusterStep, rawStep }: ServiceContext, { about }: Metric): string {
  return about === undefined ? rawStep : clusterStep;
}

function describe({ name, help }: Pick<Metric, "name" | "help">, shows: string): string {
  return `\`${name}\`: ${help === undefined ? "" : `${markdownText(help)} `}${shows}`;
}
