import type { JsonObject } from "../../../artifacts/index.ts";
import { layout } from "../layout.ts";
import type { Dashboard } from "../model.ts";
import { link } from "../shared/link.ts";
import { annotations } from "./annotations.ts";
import { classicPanel, classicRow } from "./panel.ts";
import { variable } from "./variables.ts";

/** The last version of the classic schema; Grafana 12 and 13 read it without a migration. */
const SCHEMA_VERSION = 42;
const SHARED_CROSSHAIR = 1;

/**
 * Writes a dashboard in Grafana's classic schema, in the form that Grafana itself would save it in, so that no
 * server adds, drops or reorders anything. Keys are sorted as they are written: sorting a thousand dashboards
 * afterwards would take longer than making them.
 */
export function classicDashboard(dashboard: Dashboard): JsonObject {
  const panels = layout(dashboard.rows).flatMap(({ row, position, panels: placed }) => [
    classicRow(row, position),
    ...placed.map((item) => classicPanel(item.panel, item.position)),
  ]);
  return {
    annotations: { list: annotations(dashboard.annotations) },
    ...(dashboard.description !== "" && { description: dashboard.description }),
    editable: false,
    graphTooltip: SHARED_CROSSHAIR,
    links: dashboard.links.map(link),
    panels,
    refresh: dashboard.refresh,
    schemaVersion: SCHEMA_VERSION,
    tags: dashboard.tags,
    templating: { list: dashboard.variables.map(variable) },
    time: { from: dashboard.timeRange.from, to: dashboard.timeRange.to },
    timepicker: { refresh_intervals: dashboard.refreshChoices },
    // One clock for everybody in an incident, and the one that logs and alerts are written in.
    timezone: "utc",
    title: dashboard.title,
    uid: dashboard.uid,
  };
}
