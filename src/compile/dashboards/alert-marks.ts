import { equals, type Matcher, max, selector } from "../../query/promql/index.ts";
import type { Annotation } from "./model.ts";
import { printQuery } from "./query.ts";

/** Marks the times in which alerts fire, on a page about one service. */
export function alertMarks(matchers: readonly Matcher[], ruleStep: string): Annotation {
  return {
    name: "Firing alerts",
    // Several series of one alert would be several marks at one moment.
    expr: printQuery(
      max(selector("ALERTS", [...matchers, equals("alertstate", "firing")]), {
        by: ["alertname", "severity"],
      }),
    ),
    minStep: ruleStep,
    title: "{{alertname}}",
    text: "Severity: {{severity}}",
    tagLabels: ["severity"],
    level: "critical",
  };
}

/** The same on a page about many services: those that wake somebody, with the service in the title. */
export function criticalMarks(matchers: readonly Matcher[], ruleStep: string): Annotation {
  const alerts = [...matchers, equals("alertstate", "firing"), equals("severity", "critical")];
  return {
    name: "Critical alerts",
    expr: printQuery(max(selector("ALERTS", alerts), { by: ["alertname", "service"] })),
    minStep: ruleStep,
    title: "{{service}}: {{alertname}}",
    text: "",
    tagLabels: ["service"],
    level: "critical",
  };
}
