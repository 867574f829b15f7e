import type { JsonObject } from "../../../artifacts/index.ts";
import type { Position } from "../layout.ts";
import type { Panel, PanelLink, Row } from "../model.ts";
import { dataSourceReference } from "./data-source.ts";
import { fieldConfig } from "./field-config.ts";
import { options } from "./options.ts";
import { targets } from "./targets.ts";
import { transformations } from "./transformations.ts";

/** The oldest Grafana that these panels are written for; without it Grafana migrates them from the year 2018. */
export const PLUGIN_VERSION = "13.0.0";

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
