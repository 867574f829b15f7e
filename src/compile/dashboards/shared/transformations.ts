import type { JsonObject } from "../../../artifacts/index.ts";
import type { Panel } from "../model.ts";

/** Writes how a table's rows are joined, and its fields hidden, ordered and named; other panels show them as they come. */
export function transformations(panel: Panel): readonly JsonObject[] {
  if (panel.kind !== "table") {
    return [];
  }
  const { joinBy, queries, headings } = panel;
  const hidden = joinBy === undefined ? panel.hidden : [...panel.hidden, ...joinedTimes(queries.length)];
  const names = Object.entries(headings);
  const ordered = joinBy === undefined ? [] : names.map(([name], index) => [name, index] as const);
  const organize = {
    id: "organize",
    options: {
      excludeByName: sorted(hidden.map((name) => [name, true])),
      indexByName: sorted(ordered),
      renameByName: sorted(names),
    },
  };
  return joinBy === undefined
    ? [organize]
    : [{ id: "joinByField", options: { byField: joinBy, mode: "outer" } }, organize];
}

/** Each query brings a time of its own, which the join numbers. */
function joinedTimes(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `Time ${index + 1}`);
}

function sorted<T extends string | number | boolean>(entries: readonly (readonly [string, T])[]): JsonObject {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
