import { aggregate, equals, max, selector, sum, type VectorSelector } from "../../../query/promql/index.ts";
import type { ServiceContext } from "../context.ts";
import type { PanelDraft, RowDraft } from "../model.ts";
import { prometheusQueries } from "../query.ts";

/** The service's alerts that fire, as Prometheus itself knows them. */
export function firingAlerts({ identity }: ServiceContext): VectorSelector {
  return selector("ALERTS", [...identity, equals("alertstate", "firing")]);
}

/** Which alerts fire, and which targets answer. */
export function alertsSection(context: ServiceContext): RowDraft {
  return {
    key: "row/alerts",
    title: "Alerts and targets",
    panels: [firingTable(context), targets(context)],
  };
}

function firingTable(context: ServiceContext): PanelDraft {
  const { ruleStep, service } = context;
  const byAlert = max(firingAlerts(context), { by: ["alertname", "severity", "slo", "long"] });
  const logs =
    service.logs === undefined ? "" : " Alerts on log lines come from Loki and are not listed here.";
  return {
    key: "alerts/firing",
    kind: "table",
    title: "Firing alerts",
    description: `Alerts of this service that fire at this moment. Open the runbook of the most severe one first.${logs}`,
    width: 12,
    height: 8,
    links: [],
    unit: "none",
    queries: prometheusQueries({
      expr: byAlert,
      legend: "{{alertname}}",
      minStep: ruleStep,
      instant: true,
      format: "table",
    }),
    hidden: ["Time", "Value"],
    headings: { alertname: "Alert", long: "Window", severity: "Severity", slo: "SLO" },
    // Also shown in cells of alerts that lack a label.
    noValue: "None",
  };
}

function targets({ raw, rawStep }: ServiceContext): PanelDraft {
  const up = selector("up", raw);
  return {
    key: "alerts/targets",
    kind: "timeseries",
    title: "Targets",
    description:
      "How many targets of the service Prometheus knows, and how many of them answered the last scrape. Where the lines part, pods are down or cannot be reached; every other panel then shows only a part of the service.",
    width: 12,
    height: 8,
    links: [],
    unit: "short",
    min: 0,
    queries: prometheusQueries(
      { expr: aggregate("count", up), legend: "known", minStep: rawStep },
      { expr: sum(up), legend: "up", minStep: rawStep },
    ),
  };
}
