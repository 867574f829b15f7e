import { readyCatalogs } from "../../src/cli/catalog/declared.ts";
import type { Catalog } from "../../src/definitions/index.ts";
import { fenced, table } from "./markdown.ts";

/** The page of all ready catalogs: what each is true to, and what it brings. */
export function catalogsPage(): string {
  const sections = [...readyCatalogs().values()].sort((a, b) => (a.name < b.name ? -1 : 1)).map(section);
  return `<!-- Made by \`npm run docs\` from src/catalogs. -->

# Ready catalogs

Ready catalogs are imported from \`crowsnest/catalogs\`, and definitions from \`crowsnest\`:

${fenced(
  `import { defineService } from "crowsnest";
import { blackbox, kubeState, postgres } from "crowsnest/catalogs";

export const ordersDatabase = defineService({
  name: "orders-database",
  // …
  uses: [
    postgres({ connectionsAbove: "90%" }),
    kubeState({ workload: "orders-db", kind: "StatefulSet" }),
    // Asked every 30 s by default; a service of the tier "critical" must wake somebody within 30 s.
    blackbox({ url: "https://orders.shop.example/health", interval: "5s" }),
  ],
});`,
  "ts",
)}

The service gets each catalog's metrics, objectives, alerts and rows of its dashboard. Alerts begin with the service's
own name. A catalog is used once by a service.

${LIVE}

${sections.join("\n\n")}
`;
}

const LIVE = `## Your own, from what runs

\`crowsnest catalog import\` writes the catalog of a target:

${fenced(
  `crowsnest catalog import http://localhost:8080/metrics -o metrics/checkout.ts
crowsnest catalog import --prometheus http://localhost:9090 --match '{job="checkout"}' -o metrics/checkout.ts`,
  "console",
)}

The file exports \`checkoutMetrics\`, for a service's \`metrics\`, and \`checkoutCatalog\`, for its \`uses\`. It is
formatted, compiles under strict settings, and is yours from then on. It is read from a page in Prometheus's text
format or OpenMetrics, or from a Prometheus's HTTP API, which is asked for names, labels and bounds of buckets, and
for no samples.

- Labels that the scrape sets (\`job\`, \`instance\`, \`namespace\`, \`pod\`, \`service\`, …) are left to it. Where a
  page has one of them, the scrape will call the metric's own \`exported_…\`, and so does the catalog.
- Values of labels are only declared for the labels that \`--values\` names, and only where there are at most 20: a
  value that was not seen yet would count as a mistake in a query.
- A summary is a gauge with \`quantile\` and two counters. A histogram that has no buckets on its page is taken for a
  native one. A gauge that is always 1 and ends in \`_info\` is an info metric.
- What no catalog can say is left out, with the reason in a comment and on standard error: metrics without a type,
  gauge histograms, histograms that have no series yet, and names that PromQL must quote. \`_created\` is left out as
  well.
- A metric that is announced and has no series yet is declared without labels, and a comment says so.

\`crowsnest catalog diff\` compares a declared catalog with a target: one of those below, one that a file exports, or
all metrics of a service of the workspace.

${fenced(
  `crowsnest catalog diff postgres http://localhost:9187/metrics --allow-new
crowsnest catalog diff metrics/checkout.ts http://localhost:8080/metrics
crowsnest catalog diff checkout --prometheus http://localhost:9090 --match '{job="checkout"}'`,
  "console",
)}

It tells metrics that are missing or new, and other types, labels, buckets, units and values, and exits with 1 when
there are any. Counters and histograms with labels often have no series before their first event, so that they are
told as "not seen yet" and are no drift unless \`--strict\` says so. The ready catalogs hold a choice of what there
is: \`--allow-new\` goes with them.

\`--header-env NAME\` sends the header that the variable \`NAME\` holds, such as \`Authorization: Bearer …\`.
Credentials in an address are sent, and never printed or written; redirects are told and not followed. A target that
cannot be read leaves every file as it was.`;

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
