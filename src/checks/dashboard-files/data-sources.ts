import { type Diagnostic, suggest } from "../../diagnostics/index.ts";
import { type DataSourceUse, inputValues } from "../../imported/index.ts";
import { DATA_SOURCE_UIDS } from "../../workspace/index.ts";
import { type DashboardUnderCheck, panelName } from "./dashboards.ts";

/** Grafana's own: its annotations, several sources in one panel, another panel's data, server-side expressions. */
const BUILT_IN: ReadonlySet<string> = new Set([
  "",
  "grafana",
  "-- Grafana --",
  "-- Mixed --",
  "-- Dashboard --",
  "__expr__",
  "default",
]);

/** Every data source is one of the platform's, or a variable that offers them; every input has a value. */
export function dataSources({ dashboard, inputs, find }: DashboardUnderCheck): readonly Diagnostic[] {
  const values = inputValues(dashboard, { inputs, dataSources: DATA_SOURCE_UIDS });
  const choices = dashboard.variables.filter(({ type }) => type === "datasource").map(({ name }) => name);
  const known = new Set<string>(Object.values(DATA_SOURCE_UIDS));
  const isKnown = ({ name }: DataSourceUse): boolean => {
    const [, variable] = /^\$\{?(\w+)(?::\w+)?\}?$/.exec(name) ?? [];
    const given = variable === undefined ? undefined : values.get(variable);
    return variable === undefined
      ? BUILT_IN.has(name) || known.has(name)
      : // An input that nobody fills in is told of already.
        choices.includes(variable) || (values.has(variable) && (given === undefined || known.has(given)));
  };
  const unknown = (place: string, use: DataSourceUse) => (isKnown(use) ? [] : [unknownSource(place, use)]);
  const unknownSource = (place: string, { name }: DataSourceUse): Diagnostic =>
    find("unknown-data-source", [place], {
      message: `the platform has no data source "${name}"`,
      hint: `Use a variable of the type "datasource", or one of ${[...known].join(", ")}.`,
    });
  return [
    ...[...values].flatMap(([name, value]) =>
      value === undefined
        ? [
            find("dashboard-input-missing", [], {
              message: `nothing is given for the input "${name}"`,
              hint: `Write \`inputs: { ${name}: … }\` after the path.`,
            }),
          ]
        : [],
    ),
    ...Object.keys(inputs)
      .filter((name) => !values.has(name))
      .map((name) =>
        find("unknown-key", ["inputs", name], {
          message: `the dashboard has no input "${name}"`,
          hint: suggest(name, values.keys()),
        }),
      ),
    ...dashboard.variables.flatMap(({ name, dataSource }) =>
      dataSource === undefined ? [] : unknown(`variables.${name}`, dataSource),
    ),
    ...dashboard.panels.flatMap((panel) => {
      const uses = new Map(panel.queries.map(({ dataSource }) => [dataSource.name, dataSource]));
      return [...uses.values()].flatMap((use) => unknown(panelName(panel), use));
    }),
    ...dashboard.panels
      .filter(({ library }) => library !== "")
      .map((panel) =>
        find("unknown-library-panel", [panelName(panel)], {
          message: "the panel is in the library of another Grafana",
          hint: "Unlink it there before the dashboard is exported.",
        }),
      ),
  ];
}
