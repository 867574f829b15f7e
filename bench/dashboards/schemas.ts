import type { DashboardArtifact } from "../../src/artifacts/index.ts";
import { previewRows } from "../../src/preview/panels.ts";

/** Panels of dashboards in one schema that the same dashboards lack, or have otherwise, in another. */
export function lostPanels(
  dashboards: readonly DashboardArtifact[],
  others: readonly DashboardArtifact[],
): readonly string[] {
  const byUid = new Map(others.map((dashboard) => [dashboard.uid, new Set(panels(dashboard))]));
  return dashboards.flatMap((dashboard) =>
    panels(dashboard).filter((panel) => !byUid.get(dashboard.uid)?.has(panel)),
  );
}

function panels(dashboard: DashboardArtifact): readonly string[] {
  return previewRows(dashboard).flatMap((row) =>
    row.panels.map((panel) => JSON.stringify([row.title, panel])),
  );
}
