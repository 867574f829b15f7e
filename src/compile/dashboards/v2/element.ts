import type { JsonObject } from "../../../artifacts/index.ts";
import type { Panel, PanelLink } from "../model.ts";
import { fieldConfig } from "../shared/field-config.ts";
import { options, PLUGIN_VERSION } from "../shared/options.ts";
import { transformations } from "../shared/transformations.ts";
import { panelQueries } from "./query.ts";

const NO_FIELDS: JsonObject = { defaults: {}, overrides: [] };

/** Name of a panel among a dashboard's elements; the layout refers to it. */
export function elementName({ id }: Panel): string {
  return `panel-${id}`;
}

/** Writes a panel; what it looks like is the same as in the classic schema, only kept in other places. */
export function panelElement(panel: Panel): JsonObject {
  return {
    kind: "Panel",
    spec: {
      data: {
        kind: "QueryGroup",
        spec: {
          queries: panelQueries(panel.kind === "text" ? [] : panel.queries),
          queryOptions:
            panel.kind === "timeseries" && panel.timeFrom !== undefined ? { timeFrom: panel.timeFrom } : {},
          transformations: transformations(panel).map(transformation),
        },
      },
      description: panel.description,
      id: panel.id,
      links: panel.links.map(link),
      title: panel.title,
      vizConfig: {
        group: panel.kind,
        kind: "VizConfig",
        spec: {
          fieldConfig: panel.kind === "text" || panel.kind === "logs" ? NO_FIELDS : fieldConfig(panel),
          options: options(panel),
        },
        version: PLUGIN_VERSION,
      },
    },
  };
}

function transformation({ id, options: settings }: JsonObject): JsonObject {
  return { group: id ?? "", kind: "Transformation", spec: { options: settings ?? {} } };
}

function link({ newTab, title, url }: PanelLink): JsonObject {
  return { targetBlank: newTab, title, url };
}
