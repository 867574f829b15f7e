import { printMatchers } from "../../../query/promql/index.ts";
import type { ServiceContext } from "../context.ts";
import type { RowDraft } from "../model.ts";
import { elasticsearchQuery, logDataSource, logStream, lokiQuery, lucene } from "../query.ts";
import { LOG_LINES } from "./log-lines.ts";

/** How much the service logs, and the lines themselves; nothing for a service without logs. */
export function logsSection({ environment, service }: ServiceContext): RowDraft | undefined {
  if (service.logs === undefined) {
    return undefined;
  }
  const stream = printMatchers(logStream(service));
  const elastic = logDataSource(environment) === "elasticsearch";
  return {
    key: "row/logs",
    title: "Logs",
    panels: [
      {
        key: "logs/rate",
        kind: "timeseries",
        title: "Log lines by severity",
        description: elastic
          ? "Lines in each bar, by severity. More errors without more traffic point at a change; no lines at all mean that they are lost on their way."
          : "Lines a second, by severity. More errors without more traffic point at a change; no lines at all mean that they are lost on their way.",
        width: 24,
        height: 6,
        links: [],
        unit: elastic ? "short" : "cps",
        min: 0,
        queries: elastic
          ? elasticsearchQuery(lucene([service]), "severity_text")
          : lokiQuery(
              `sum by (severity_text) (rate(${stream} [$__auto]))`,
              "{{severity_text}}",
              "timeSeries",
            ),
      },
      {
        key: LOG_LINES,
        kind: "logs",
        title: "Log lines",
        description:
          "Newest lines first. Narrow the time by dragging over a graph above; a line's details lead to all lines of its trace.",
        width: 24,
        height: 12,
        links: [],
        queries: elastic ? elasticsearchQuery(lucene([service])) : lokiQuery(stream, "", "logs"),
      },
    ],
  };
}
