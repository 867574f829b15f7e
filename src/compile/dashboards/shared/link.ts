import type { JsonObject } from "../../../artifacts/index.ts";
import type { DashboardLink } from "../model.ts";

/** Writes a link at the top of a dashboard. */
export function link(item: DashboardLink): JsonObject {
  const tagged = item.kind === "tagged";
  return {
    asDropdown: tagged,
    icon: tagged ? "dashboard" : item.icon,
    // `job` and `instance` of one service select nothing in another's dashboard.
    includeVars: false,
    keepTime: tagged,
    tags: tagged ? item.tags : [],
    targetBlank: !tagged && item.newTab,
    title: item.title,
    tooltip: item.tooltip,
    type: tagged ? "dashboards" : "link",
    url: tagged ? "" : item.url,
  };
}
