import type { JsonObject } from "../artifacts/index.ts";
import { type Labels, labelValue } from "./labels.ts";
import { type Matcher, matchesAll, parseMatcher } from "./matchers.ts";
import { textsOf } from "./read.ts";

/** Alerts of the source keep those of the target from being sent while they share the labels of `equal`. */
export interface InhibitRule {
  readonly equal: readonly string[];
  readonly source: readonly Matcher[];
  readonly target: readonly Matcher[];
}

/** Reads one rule of `inhibit_rules`. */
export function readInhibitRule(rule: JsonObject): InhibitRule {
  return {
    equal: textsOf(rule.equal),
    source: textsOf(rule.source_matchers).map(parseMatcher),
    target: textsOf(rule.target_matchers).map(parseMatcher),
  };
}

/**
 * The alerts among `firing` that keep one from being sent (inhibit/inhibit.go, Mutes and hasEqual). A label that
 * both lack counts as equal. Alerts that match both sides of a rule do not inhibit each other by it; what is
 * itself inhibited inhibits all the same.
 */
export function inhibitors(
  rules: readonly InhibitRule[],
  labels: Labels,
  firing: readonly Labels[],
): readonly Labels[] {
  const targets = rules.filter(({ target }) => matchesAll(target, labels));
  return firing.filter((other) => targets.some((rule) => inhibits(rule, other, labels)));
}

function inhibits({ equal, source, target }: InhibitRule, other: Labels, labels: Labels): boolean {
  return (
    matchesAll(source, other) &&
    equal.every((name) => labelValue(other, name) === labelValue(labels, name)) &&
    !(matchesAll(source, labels) && matchesAll(target, other))
  );
}
