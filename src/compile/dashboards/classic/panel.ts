import type { JsonObject } from "../../../artifacts/index.ts";
import type { Position } from "../layout.ts";
import type { Panel, PanelLink, Row } from "../model.ts";
import { dataSourceReference } from "../shared/data-source.ts";
import { fieldConfig } from "../shared/field-config.ts";
import { options, PLUGIN_VERSION } from "../shared/options.ts";
import { targets } from "../shared/targets.ts";
import { transformations } from "../shared/transformations.ts";

/** Writes the heading of a row, open, so that its panels follow it. */
export function classicRow(row: Row, position: Position): JsonObject {
  return {
    collapsed: false,
    gridPos: gridPosition(position),
    id: row.id,
    panels: [],
    title: row.title,
    type: "row",
  };
}

/** Writes a panel. A property that the schema does not know would make Grafana take it for an Angular panel. */
export function classicPanel(panel: Panel, position: Position): JsonObject {
  const queries = panel.kind === "text" ? [] : panel.queries;
  const [first] = queries;
  const moved = transformations(panel);
  return {
    ...(first !== undefined && { datasource: dataSourceReference(first.datasource) }),
    description: panel.description,
    ...(panel.kind !== "text" && panel.kind !== "logs" && { fieldConfig: fieldConfig(panel) }),
    gridPos: gridPosition(position),
    id: panel.id,
    ...(panel.links.length > 0 && { links: panel.links.map(link) }),
    options: options(panel),
    pluginVersion: PLUGIN_VERSION,
    ...(first !== undefined && { targets: targets(queries) }),
    ...(panel.kind === "timeseries" && panel.timeFrom !== undefined && { timeFrom: panel.timeFrom }),
    title: panel.title,
    ...(moved.length > 0 && { transformations: moved }),
    type: panel.kind,
  };
}

function gridPosition({ h, w, x, y }: Position): JsonObject {
  return { h, w, x, y };
}

function link({ newTab, title, url }: PanelLink): JsonObject {
  return { targetBlank: newTab, title, url };
}
