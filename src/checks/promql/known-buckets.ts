import { numberValue } from "../../query/promql/index.ts";
import type { ExpressionCheck } from "./expression.ts";

/** A bucket that is asked for by its bound is one that the histogram has. */
export const knownBuckets: ExpressionCheck = ({ parts, scope, find }) =>
  parts.flatMap(({ node }) => {
    const facts = node.kind === "selector" ? scope.lookup(node.metric) : undefined;
    const buckets = facts?.buckets;
    return node.kind !== "selector" || buckets === undefined
      ? []
      : node.matchers
          .filter(({ label, operator, value }) => {
            const bound = numberValue(value);
            const isKnown =
              bound === Number.POSITIVE_INFINITY || (bound !== undefined && buckets.includes(bound));
            return label === "le" && operator === "=" && !isKnown;
          })
          .map((matcher) => {
            const message = `${facts?.metric} has no bucket "${matcher.value}"`;
            return find("unknown-bucket", matcher, message, `Its bounds are ${buckets.join(", ")} and +Inf.`);
          });
  });
