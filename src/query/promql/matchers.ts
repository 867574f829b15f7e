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
  return Object.entries(conditions ?? {})
    .filter((entry): entry is [string, LabelCondition] => entry[1] !== undefined)
    .map(([label, condition]) => toMatcher(label, condition))
    .sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
}

function toMatcher(label: string, condition: LabelCondition): Matcher {
  if (isNegated(condition)) {
    const { operator, value } = toMatcher(label, condition.not);
    return { label, operator: NEGATIONS[operator], value };
  }
  if (condition instanceof RegExp) {
    return { label, operator: "=~", value: regexSource(condition) };
  }
  if (Array.isArray(condition) && condition.length > 1 && condition.every(isText)) {
    return { label, operator: "=~", value: condition.map(escapeRegex).join("|") };
  }
  // What is no text (plain JavaScript, an empty list) stays as it is, for whoever reads the matcher to refuse.
  const value: unknown = Array.isArray(condition) ? condition[0] : condition;
  return { label, operator: "=", value: value as string };
}

const NEGATIONS = { "=": "!=", "!=": "=", "=~": "!~", "!~": "=~" } as const;

/** A JavaScript expression in RE2: the flags that both know are written into it, the others change nothing in a match. */
export function regexSource({ source, flags }: RegExp): string {
  const known = [...flags].filter((flag) => "ims".includes(flag)).join("");
  return known === "" ? source : `(?${known})${source}`;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** Escapes text so that an RE2 expression matches it literally. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

function isNegated(condition: LabelCondition): condition is Negated {
  return typeof condition === "object" && condition !== null && "not" in condition;
}

/**
 * The matcher of a histogram's bucket. Prometheus 3 writes whole bounds as `1.0` where Prometheus 2 kept the `1` of the
 * exposition, and both write very large and very small ones with an exponent, `1e+06`, where a client may not; every
 * spelling is taken.
 *
 * @see https://prometheus.io/docs/prometheus/3.0/migration/#le-and-quantile-label-values
 */
export function bucketMatcher(bound: number): Matcher {
  const [digits = "", exponent = "0"] = bound.toExponential().split("e");
  const power = Number(exponent);
  const plain = Number.isInteger(bound) ? `${bound}(\\.0)?` : escapeRegex(String(bound));
  if (bound !== 0 && (power < -4 || power >= 6) && Number.isFinite(bound)) {
    const sign = power < 0 ? "-" : "\\+";
    const scientific = `${escapeRegex(digits)}e${sign}${String(Math.abs(power)).padStart(2, "0")}`;
    return { label: "le", operator: "=~", value: `${scientific}|${plain}` };
  }
  return Number.isInteger(bound)
    ? { label: "le", operator: "=~", value: plain }
    : { label: "le", operator: "=", value: String(bound) };
}
