import type { VectorMatching } from "../ast.ts";

/** The labels that tell the series of a result apart. */
export interface Labels {
  readonly names: ReadonlySet<string>;
  /** Whether there may be others that nobody declared. */
  readonly open: boolean;
  /** Labels that have one value on every series, because a matcher asks for it. */
  readonly pinned: ReadonlySet<string>;
}

export const NO_LABELS: Labels = { names: new Set(), open: false, pinned: new Set() };
export const ANY_LABELS: Labels = { names: new Set(), open: true, pinned: new Set() };

export function labelsOf(names: Iterable<string>, pinned: Iterable<string> = []): Labels {
  return { names: new Set(names), open: false, pinned: new Set(pinned) };
}

/** Whether a series surely lacks a label. */
export function lacks({ names, open }: Labels, label: string): boolean {
  return !open && !names.has(label);
}

export function kept({ names, open, pinned }: Labels, wanted: readonly string[]): Labels {
  const isKept = new Set(wanted);
  return {
    names: new Set(open ? wanted : wanted.filter((label) => names.has(label))),
    open: false,
    pinned: new Set([...pinned].filter((label) => isKept.has(label))),
  };
}

export function dropped({ names, open, pinned }: Labels, unwanted: readonly string[]): Labels {
  const isDropped = new Set(unwanted);
  return {
    names: new Set([...names].filter((label) => !isDropped.has(label))),
    open,
    pinned: new Set([...pinned].filter((label) => !isDropped.has(label))),
  };
}

export function added({ names, open, pinned }: Labels, more: readonly string[]): Labels {
  return {
    names: new Set([...names, ...more]),
    open,
    pinned: new Set([...pinned].filter((label) => !more.includes(label))),
  };
}

/** Labels of a result that is one of two. */
export function either(a: Labels, b: Labels): Labels {
  return {
    names: new Set([...a.names, ...b.names]),
    open: a.open || b.open,
    pinned: new Set([...a.pinned].filter((label) => b.pinned.has(label))),
  };
}

/** Labels of what an arithmetic or a comparison of series gives. */
export function matched(left: Labels, right: Labels, matching: VectorMatching = {}): Labels {
  const { on, ignoring, groupLeft, groupRight } = matching;
  if (groupLeft !== undefined) {
    return added(left, groupLeft);
  }
  if (groupRight !== undefined) {
    return added(right, groupRight);
  }
  return on === undefined ? dropped(left, ignoring ?? []) : kept(left, on);
}
