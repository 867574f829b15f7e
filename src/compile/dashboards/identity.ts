import type { Panel, Row, RowDraft } from "./model.ts";

const LARGEST_ID = 0x7fff_ffff;

/**
 * The id of a panel or row: a hash of its key (FNV-1a), so that it depends on nothing else in the dashboard.
 * Links to a single panel hold it.
 */
export function panelId(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  // Zero means "none" to Grafana.
  return hash & LARGEST_ID || 1;
}

/** Gives every row and panel its id; of two that hash alike, the later in the order of keys moves on. */
export function identify(rows: readonly RowDraft[]): readonly Row[] {
  const idOf = idsOf(rows.flatMap(({ key, panels }) => [key, ...panels.map((panel) => panel.key)]));
  return rows.map((row) => ({
    ...row,
    id: idOf(row.key),
    panels: row.panels.map((panel): Panel => ({ ...panel, id: idOf(panel.key) })),
  }));
}

function idsOf(keys: readonly string[]): (key: string) => number {
  const distinct = new Set(keys.map(panelId));
  return distinct.size === keys.length ? panelId : resolved(keys);
}

function resolved(keys: readonly string[]): (key: string) => number {
  const ids = new Map<string, number>();
  const taken = new Set<number>();
  for (const key of [...keys].sort()) {
    let id = panelId(key);
    while (taken.has(id)) {
      id = id === LARGEST_ID ? 1 : id + 1;
    }
    taken.add(id);
    ids.set(key, id);
  }
  return (key) => ids.get(key) ?? panelId(key);
}
