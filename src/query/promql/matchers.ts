import type { Matcher } from "./ast.ts";

/** A negated condition on a label; made by {@link not}. */
export interface Negated {
  readonly not: string | RegExp | readonly string[];
}

/**
 * What a user may ask of a label: an exact value, a regular expression (RE2, anchored at both ends), one of
 * several values, or the negation of these.
 */
export type LabelCondition = string | RegExp | readonly string[] | Negated;

/** Conditions by label name; only labels that the metric declares are allowed. */
export type LabelConditions<Label extends string = string> = { readonly [L in Label]?: LabelCondition };

/**
 * Negates a condition on a label.
 *
 * @example requests.where({ status_code: not(/5../) })
 */
export function not(condition: string | RegExp | readonly string[]): Negated {
  return { not: condition };
}

/** Turns conditions into matchers, sorted by label. */
export function toMatchers(conditions: LabelConditions): readonly Matcher[] {
  return Object.entries(conditions)
    .filter((entry): entry is [string, LabelCondition] => entry[1] !== undefined)
    .map(([label, condition]) => toMatcher(label, condition))
    .sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
}

function toMatcher(label: string, condition: LabelCondition): Matcher {
  if (isNegated(condition)) {
    const { operator, value } = toMatcher(label, condition.not);
    return { label, operator: operator === "=" ? "!=" : "!~", value };
  }
  if (typeof condition === "string") {
    return { label, operator: "=", value: condition };
  }
  if (condition instanceof RegExp) {
    return { label, operator: "=~", value: condition.source };
  }
  const [first, ...rest] = condition;
  return rest.length === 0
    ? { label, operator: "=", value: first ?? "" }
    : { label, operator: "=~", value: [...condition].map(escapeRegex).join("|") };
}

/** Escapes text so that an RE2 expression matches it literally. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

function isNegated(condition: LabelCondition): condition is Negated {
  return typeof condition === "object" && "not" in condition;
}
