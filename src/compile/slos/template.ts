import { equals, type Matcher, type PromqlExpr, printPromql } from "../../query/promql/index.ts";

/** What tells one SLO's recorded series from another's. */
export interface SloIdentity {
  readonly environment: string;
  readonly service: string;
  readonly slo: string;
}

/** An expression whose holes are filled by an SLO's identity and by texts in their order. */
export type SloTemplate = (identity: SloIdentity, texts?: readonly string[]) => string;

const LABELS = ["environment", "service", "slo"] as const;
// Control characters: no name, metric or number holds one, and between quotes they are printed as escapes.
const IDENTITY_HOLES = ["\u0001", "\u0002", "\u0003"] as const;
const FIRST_TEXT_HOLE = 16;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are the holes
const HOLE = /\\u000([1-3])|([\u0010-\u001f])/;

/** Matchers that stand for the identity of any SLO in an expression that becomes a {@link sloTemplate}. */
export const anySlo: readonly Matcher[] = LABELS.map((label, index) =>
  equals(label, IDENTITY_HOLES[index] ?? ""),
);

/** Stands for a text that is filled in: a printed selector where a metric stands, or a number. */
export function hole(index: number): string {
  return String.fromCharCode(FIRST_TEXT_HOLE + index);
}

/**
 * Prints an expression that is the same for every SLO but for its holes. Printing it once and filling it in is what
 * lets three thousand SLOs compile in a fraction of a second.
 *
 * @param expr reads recorded series by {@link anySlo}, and holds no text of a user but in a {@link hole}
 */
export function sloTemplate(expr: PromqlExpr): SloTemplate {
  const [head = "", ...rest] = printPromql(expr).split(HOLE);
  const holes: { readonly label: keyof SloIdentity | number; readonly text: string }[] = [];
  for (let index = 0; index + 2 < rest.length; index += 3) {
    const [label, text, after = ""] = rest.slice(index, index + 3);
    holes.push({
      label: text === undefined ? (LABELS[Number(label) - 1] ?? "slo") : text.charCodeAt(0) - FIRST_TEXT_HOLE,
      text: after,
    });
  }
  return (identity, texts = []) => {
    let filled = head;
    for (const { label, text } of holes) {
      filled += (typeof label === "number" ? texts[label] : identity[label]) + text;
    }
    return filled;
  };
}

/** Remembers what is made for a key of an object that many SLOs share. */
export function memoized<Owner extends object, Value>(make: (owner: Owner, key: string) => Value) {
  const known = new WeakMap<Owner, Map<string, Value>>();
  return (owner: Owner, key: string): Value => {
    let byKey = known.get(owner);
    if (byKey === undefined) {
      byKey = new Map();
      known.set(owner, byKey);
    }
    let value = byKey.get(key);
    if (value === undefined) {
      value = make(owner, key);
      byKey.set(key, value);
    }
    return value;
  };
}
