import { formatValue } from "./format-value.ts";
import { type Html, html } from "./html.ts";
import type { PanelSeries } from "./input.ts";
import type { PreviewPanel } from "./panels.ts";

const MOST_ROWS = 50;

/** The rows of a table panel, with its fields hidden, ordered and named as Grafana does. */
export function answerTable(panel: PreviewPanel, series: readonly PanelSeries[]): Html {
  const { fields, noValue, unit } = panel;
  const rows = tableRows(panel, series);
  const columns = columnsOf(panel, rows);
  const cell = (row: Row, field: string): string => {
    const value = row.get(field);
    const { unit: own = "", words = "" } = fields.columns.get(fields.headings.get(field) ?? field) ?? {};
    if (value === undefined) {
      return noValue || "-";
    }
    return words || (typeof value === "string" ? value : formatValue(value, own || unit));
  };
  return html`<div class="scroll" role="region" aria-label="${panel.title}" tabindex="0"><table>
<thead><tr>${columns.map((field) => html`<th scope="col">${fields.headings.get(field) ?? field}</th>`)}</tr></thead>
<tbody>${rows.slice(0, MOST_ROWS).map((row) => html`<tr>${columns.map((field) => html`<td>${cell(row, field)}</td>`)}</tr>`)}</tbody>
</table></div>`;
}

/** A row's values by field: labels are text, results are numbers. */
type Row = ReadonlyMap<string, string | number | null>;

function tableRows({ fields, queries }: PreviewPanel, series: readonly PanelSeries[]): readonly Row[] {
  const rows = new Map<string, Map<string, string | number | null>>();
  series.forEach(({ labels, refId, values }, index) => {
    const key = fields.joinBy === "" ? String(index) : (labels[fields.joinBy] ?? "");
    const row = rows.get(key) ?? new Map<string, string | number | null>();
    rows.set(key, row);
    for (const [name, value] of Object.entries(labels)) {
      if (name !== "__name__") {
        row.set(name, value);
      }
    }
    row.set(queries.length > 1 ? `Value #${refId}` : "Value", values.at(-1) ?? null);
  });
  return [...rows.values()];
}

function columnsOf({ fields }: PreviewPanel, rows: readonly Row[]): readonly string[] {
  // As they come: the labels first and the result last.
  const brought = new Set(rows.flatMap((row) => [...row.keys()]));
  const named = [...fields.headings.keys()].filter((field) => brought.has(field));
  const ordered = fields.joinBy === "" ? brought : new Set([...named, ...brought]);
  return [...ordered].filter((field) => !fields.hidden.has(field));
}
