import type { JsonObject } from "../../../artifacts/index.ts";
import type { Panel } from "../model.ts";

/** Writes how a table's fields are hidden and named; other panels show them as they come. */
export function transformations(panel: Panel): readonly JsonObject[] {
  if (panel.kind !== "table") {
    return [];
  }
  const excludeByName = Object.fromEntries([...panel.hidden].sort().map((name) => [name, true]));
  const headings = Object.entries(panel.headings).sort(([a], [b]) => (a < b ? -1 : 1));
  const renameByName = Object.fromEntries(headings);
  return [{ id: "organize", options: { excludeByName, indexByName: {}, renameByName } }];
}
