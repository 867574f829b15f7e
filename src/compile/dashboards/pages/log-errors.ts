import { equals, escapeRegex, printMatchers } from "../../../query/promql/index.ts";
import type { RowDraft } from "../model.ts";
import { elasticsearchQuery, logDataSource, lokiQuery, lucene } from "../query.ts";
import type { Scope } from "./scope.ts";

/** Error lines of the services that declare logs. */
export function logErrorsRow({ environment, services }: Scope): RowDraft {
  const logging = services.filter(({ logs }) => logs !== undefined);
  const names = logging.map(({ name }) => escapeRegex(name));
  const elastic = logDataSource(environment) === "elasticsearch";
  const streams = printMatchers([
    equals("deployment_environment_name", environment.name),
    { label: "service_name", operator: "=~", value: names.join("|") },
  ]);
  return {
    key: "row/logs",
    title: "Logs",
    panels: [
      {
        key: "logs/errors",
        kind: "timeseries",
        title: "Error lines by service",
        description: elastic
          ? "Lines of severity ERROR or FATAL in each bar. A service that stands out has its lines on its own dashboard."
          : "Lines of severity ERROR or FATAL a second. A service that stands out has its lines on its own dashboard.",
        width: 24,
        height: 8,
        links: [],
        unit: elastic ? "short" : "cps",
        min: 0,
        queries: elastic
          ? elasticsearchQuery(
              `${lucene(logging)} AND severity_text:(ERROR OR FATAL)`,
              "resource.attributes.service.name",
            )
          : lokiQuery(
              `sum by (service_name) (rate(${streams} | severity_text=~"ERROR|FATAL" [$__auto]))`,
              "{{service_name}}",
              "timeSeries",
            ),
      },
    ],
  };
}
