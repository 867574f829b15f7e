import { type Matcher, numberValue } from "../../query/promql/index.ts";
import type { ExpressionCheck } from "./expression.ts";

/** A bucket that is asked for by its bound is one that the histogram has. */
export const knownBuckets: ExpressionCheck = ({ parts, scope, find }) =>
  parts.flatMap(({ node }) => {
    const facts = node.kind === "selector" ? scope.lookup(node.metric) : undefined;
    const buckets = facts?.buckets;
    return node.kind !== "selector" || buckets === undefined
      ? []
      : node.matchers
          .filter(({ label, operator }) => label === "le" && !operator.startsWith("!"))
          .flatMap((matcher) =>
            askedFor(matcher)
              .filter((bound) => !isKnown(bound, buckets))
              .map((bound) => {
                const message = `${facts?.metric} has no bucket "${bound}"`;
                const hint = `Its bounds are ${buckets.join(", ")} and +Inf.`;
                return find("unknown-bucket", matcher, message, hint);
              }),
          );
  });

function isKnown(text: string, buckets: readonly number[]): boolean {
  const bound = numberValue(text);
  return bound === Number.POSITIVE_INFINITY || (bound !== undefined && buckets.includes(bound));
}

/** The bounds that a matcher names; a pattern that is more than a list of them names none. */
function askedFor({ operator, value }: Matcher): readonly string[] {
  if (operator === "=") {
    return [value];
  }
  const bounds = value.split("|").map((bound) => bound.replace(/\\([.+])/g, "$1"));
  return bounds.every((bound) => /^\+?[\w.-]+$/.test(bound)) ? bounds : [];
}
