import type { DashboardArtifact } from "../artifacts/index.ts";
import { formatValue } from "./format-value.ts";
import { type Html, html, json } from "./html.ts";
import type { ChartSeries, PanelSeries } from "./input.ts";
import { markdown } from "./markdown.ts";
import { page } from "./page.ts";
import { type PreviewPanel, type PreviewRow, previewRows } from "./panels.ts";
import { sketch, sketchSymbols } from "./sketch.ts";
import { answerTable } from "./table.ts";

/**
 * The page of a dashboard: its real grid, with charts of what a Prometheus answered, or an honest sketch of each
 * panel where nothing was asked.
 */
export function dashboardPage(
  environment: string,
  dashboard: DashboardArtifact,
  samples: Readonly<Record<string, readonly PanelSeries[]>> | undefined,
): string {
  const rows = previewRows(dashboard);
  const answered = samples === undefined ? 0 : Object.keys(samples).length;
  const body = html`
${sketchSymbols()}
<h1>${dashboard.title}</h1>
<p>${
    answered === 0
      ? "A sketch of the dashboard: the real places, titles and queries, without data. Give the preview a Prometheus to see charts."
      : `With answers of a real Prometheus in ${answered} panels; the others are sketches.`
  }</p>
${rows.map(
  (row) => html`<section class="row">${row.title !== "" && html`<h2>${row.title}</h2>`}
<div class="grid">${row.panels.map((panel) => panelFigure(panel, samples?.[String(panel.id)]))}</div></section>`,
)}
${samples !== undefined && html`<script type="application/json" id="samples">${json(chartData(rows, samples))}</script>`}`;
  return page({ title: dashboard.title, root: "../../", environment, body });
}

/** What the page's script draws; everything else is in the page already. */
function chartData(
  rows: readonly PreviewRow[],
  samples: Readonly<Record<string, readonly PanelSeries[]>>,
): Readonly<Record<string, readonly ChartSeries[]>> {
  const charts = rows.flatMap(({ panels }) => panels.filter(({ kind }) => kind === "timeseries"));
  return Object.fromEntries(
    charts.map(({ id }) => [
      id,
      (samples[String(id)] ?? []).map(({ legend, times, values }) => ({ legend, times, values })),
    ]),
  );
}

function panelFigure(panel: PreviewPanel, series: readonly PanelSeries[] | undefined): Html {
  const { id, kind, title, description, unit, queries, thresholds, x, y, w, h } = panel;
  return html`<figure class="panel ${kind}" id="panel-${id}" style="grid-column:${x + 1}/span ${w};grid-row:${y + 1}/span ${h};--units:${h}">
<figcaption><strong>${title}</strong></figcaption>
<div class="view">${view(panel, series ?? [])}</div>
<details><summary>What it asks</summary>
${markdown(description)}
${queries.map(({ expr }) => html`<pre><code>${expr}</code></pre>`)}
${thresholds.length > 0 && html`<p>Lines at ${thresholds.map(({ value }) => value).join(", ")}${unit !== "" && unit !== "none" && unit !== "short" && ` (${unit})`}.</p>`}
</details>
</figure>`;
}

function view(panel: PreviewPanel, series: readonly PanelSeries[]): Html {
  const { id, kind, queries, text, unit } = panel;
  if (kind === "text") {
    return markdown(text);
  }
  if (series.length === 0) {
    const legends = queries.map(({ legend }) => legend).filter((legend) => legend !== "");
    return html`${sketch(kind)}<p class="legend">${legends.join(", ")}</p>`;
  }
  switch (kind) {
    case "timeseries":
      return html`<div class="chart" data-panel="${id}" data-unit="${unit}"></div>`;
    case "table":
      return answerTable(panel, series);
    default:
      return html`${series.map(({ values }) => html`<p class="number">${formatValue(values.at(-1) ?? null, unit)}</p>`)}`;
  }
}
