import type { DashboardArtifact } from "../artifacts/index.ts";
import { type Html, html, json } from "./html.ts";
import type { PanelSeries } from "./input.ts";
import { page } from "./page.ts";
import { type PreviewPanel, previewRows } from "./panels.ts";
import { sketch, sketchSymbols } from "./sketch.ts";

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
  (row) => html`<section class="row"><h2>${row.title}</h2>
<div class="grid">${row.panels.map((panel) => panelFigure(panel, samples?.[String(panel.id)]))}</div></section>`,
)}
${samples !== undefined && html`<script type="application/json" id="samples">${json(samples)}</script>`}`;
  return page({ title: dashboard.title, root: "../../", environment, body });
}

function panelFigure(panel: PreviewPanel, series: readonly PanelSeries[] | undefined): Html {
  const { id, kind, title, description, unit, queries, thresholds, x, y, w, h } = panel;
  const drawn = series !== undefined && series.length > 0;
  return html`<figure class="panel ${kind}" id="panel-${id}" style="grid-column:${x + 1}/span ${w};grid-row:${y + 1}/span ${h}">
<figcaption><strong>${title}</strong></figcaption>
<div class="view">${
    kind === "text"
      ? html`<p class="markdown">${panel.text}</p>`
      : drawn
        ? html`<div class="chart" data-panel="${id}" data-kind="${kind}" data-unit="${unit}" data-thresholds="${thresholds.map(({ value }) => value).join(",")}"></div>`
        : html`${sketch(kind)}<p class="legend">${queries
            .map(({ legend }) => legend)
            .filter((legend) => legend !== "")
            .join(", ")}</p>`
  }</div>
<details><summary>What it asks</summary>
<p>${description}</p>
${queries.map(({ expr }) => html`<pre><code>${expr}</code></pre>`)}
${thresholds.length > 0 && html`<p>Lines at ${thresholds.map(({ value }) => value).join(", ")}${unit !== "" && unit !== "none" && unit !== "short" && ` (${unit})`}.</p>`}
</details>
</figure>`;
}
