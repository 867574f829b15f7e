import type { JsonObject } from "../../../artifacts/index.ts";
import type { Dashboard } from "../model.ts";
import { link } from "../shared/link.ts";
import { annotationKinds } from "./annotations.ts";
import { elementName, panelElement } from "./element.ts";
import { rowsLayout } from "./layout.ts";
import { variableKind } from "./variables.ts";

/**
 * Writes the `spec` of a dashboard in Grafana's v2 schema (`dashboard.grafana.app/v2`). Uid and folder are metadata
 * of the resource and no part of it.
 */
export function dashboardV2(dashboard: Dashboard): JsonObject {
  const panels = dashboard.rows.flatMap(({ panels: ofRow }) => ofRow);
  const elements = panels
    .map((panel) => [elementName(panel), panelElement(panel)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    annotations: annotationKinds(dashboard.annotations),
    cursorSync: "Crosshair",
    ...(dashboard.description !== "" && { description: dashboard.description }),
    editable: false,
    elements: Object.fromEntries(elements),
    layout: rowsLayout(dashboard.rows),
    links: dashboard.links.map(link),
    preload: false,
    tags: dashboard.tags,
    timeSettings: {
      autoRefresh: dashboard.refresh,
      autoRefreshIntervals: dashboard.refreshChoices,
      fiscalYearStartMonth: 0,
      from: dashboard.timeRange.from,
      hideTimepicker: false,
      timezone: "utc",
      to: dashboard.timeRange.to,
    },
    title: dashboard.title,
    variables: dashboard.variables.map(variableKind),
  };
}
