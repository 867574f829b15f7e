/** Labels of pods, in any order. */
export type Selector = Readonly<Record<string, string>>;

/** Two items of which `wide` selects everything that `narrow` selects; both the same when `equal`. */
export interface Overlap<Item> {
  readonly wide: Item;
  readonly narrow: Item;
  readonly equal: boolean;
}

/**
 * Pairs of items whose labels are part of one another's, in the order of the narrower ones; equal ones are told once,
 * at the later. Each selector's subsets are looked up, so that many items cost no more than their number.
 */
export function overlaps<Item>(
  items: readonly Item[],
  selectorOf: (item: Item) => Selector,
): readonly Overlap<Item>[] {
  const bySelector = new Map<string, { readonly item: Item; readonly index: number }[]>();
  items.forEach((item, index) => {
    const key = keyOf(Object.entries(selectorOf(item)));
    bySelector.set(key, [...(bySelector.get(key) ?? []), { index, item }]);
  });
  return items.flatMap((narrow, index) => {
    const labels = Object.entries(selectorOf(narrow));
    return subsets(labels).flatMap((subset) =>
      (bySelector.get(keyOf(subset)) ?? [])
        .filter((other) => subset.length < labels.length || other.index < index)
        .map(({ item: wide }) => ({ equal: subset.length === labels.length, narrow, wide })),
    );
  });
}

type Labels = readonly (readonly [string, string])[];

function keyOf(labels: Labels): string {
  return JSON.stringify([...labels].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** More labels than anyone writes; past them only equal selectors are found. */
const MOST_LABELS = 8;

/** Every choice of at least one of the labels. */
function subsets(labels: Labels): readonly Labels[] {
  if (labels.length > MOST_LABELS) {
    return [labels];
  }
  const found: Labels[] = [];
  for (const label of labels) {
    found.push(...found.map((subset) => [...subset, label]), [label]);
  }
  return found;
}
