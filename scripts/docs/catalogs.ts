import * as exported from "../../src/catalogs/index.ts";
import type { Catalog } from "../../src/definitions/index.ts";
import { table } from "./markdown.ts";

/** The page of all ready catalogs: what each is true to, and what it brings. */
export function catalogsPage(): string {
  const made = Object.values(exported).flatMap((value): Catalog[] =>
    typeof value === "function" ? [(value as (options: object) => Catalog)({ workload: "checkout" })] : [],
  );
  const sections = made.sort((a, b) => (a.name < b.name ? -1 : 1)).map(section);
  return `<!-- Made by \`npm run docs\` from src/catalogs. -->

# Ready catalogs

A service that says \`uses: [postgres()]\` gets the catalog's metrics, objectives, alerts and rows of its dashboard.
Alerts begin with the service's own name.

${sections.join("\n\n")}
`;
}

function section(catalog: Catalog): string {
  const { name, source, metrics, withoutSlos, withoutAlerts } = catalog;
  const { slos, alerts, rows } = catalog.of("");
  const listed = (names: readonly string[], otherwise: string) =>
    names.length === 0 ? otherwise : names.map((text) => `\`${text}\``).join(", ");
  const panels = rows.flatMap((row) => row.panels.map(({ title }) => title));
  const what = [
    ["source", source],
    [
      "objectives",
      listed(
        slos.map((slo) => `${slo.name} ${slo.objective} %`),
        withoutSlos ?? "none",
      ),
    ],
    [
      "alerts",
      listed(
        alerts.map((alert) => alert.name),
        withoutAlerts ?? "none of its own: those of its objectives",
      ),
    ],
    ["graphs", panels.join(", ")],
  ];
  const rowsOfMetrics = Object.values(metrics).map((metric) => [
    `\`${metric.name}\``,
    metric.kind,
    metric.labels.join(", "),
  ]);
  return [
    `## ${name}`,
    table(["what", "which"], what),
    table(["metric", "kind", "labels"], rowsOfMetrics),
  ].join("\n\n");
}
