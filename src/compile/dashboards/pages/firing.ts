import { equals, max, selector } from "../../../query/promql/index.ts";
import type { RowDraft } from "../model.ts";
import { prometheusQueries } from "../query.ts";
import type { Scope } from "./scope.ts";

/** Every alert that fires for the services of a page. */
export function firingRow({ matchers, ruleStep }: Scope): RowDraft {
  const alerts = selector("ALERTS", [...matchers, equals("alertstate", "firing")]);
  return {
    key: "row/alerts",
    title: "Alerts",
    panels: [
      {
        key: "alerts/firing",
        kind: "table",
        title: "Firing alerts",
        description:
          "Every alert that fires at this moment. Begin with the critical ones; the service's dashboard and the alert's runbook say how. Alerts on log lines come from Loki and are not listed here.",
        width: 24,
        height: 9,
        links: [],
        unit: "none",
        queries: prometheusQueries({
          expr: max(alerts, { by: ["severity", "service", "alertname", "slo", "team"] }),
          legend: "{{alertname}}",
          minStep: ruleStep,
          instant: true,
          format: "table",
        }),
        hidden: ["Time", "Value"],
        headings: { alertname: "Alert", service: "Service", severity: "Severity", slo: "SLO", team: "Team" },
        noValue: "None",
      },
    ],
  };
}
