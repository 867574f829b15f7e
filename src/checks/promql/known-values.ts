import { suggest } from "../../diagnostics/index.ts";
import { isLiteralRegex, type Matcher, regexMatches, regexProblem } from "../../query/promql/index.ts";
import type { ExpressionCheck } from "./expression.ts";

/** Where a metric declares the values of a label, a matcher asks for one of them. */
export const knownValues: ExpressionCheck = ({ parts, scope, find }) =>
  parts.flatMap(({ node }) => {
    const facts = node.kind === "selector" ? scope.lookup(node.metric) : undefined;
    return node.kind !== "selector" || facts === undefined
      ? []
      : node.matchers.flatMap((matcher) => {
          const { label } = matcher;
          const values = Object.hasOwn(facts.values, label) ? facts.values[label] : undefined;
          const wrong = values === undefined ? [] : askedFor(matcher).filter((asked) => !asked.isIn(values));
          return wrong.map(({ text }) => {
            const message = `"${label}" of ${facts.metric} is never "${text}"`;
            return find("unknown-label-value", matcher, message, suggest(text, values ?? []));
          });
        });
  });

interface Asked {
  readonly text: string;
  isIn(values: readonly string[]): boolean;
}

/** What a matcher names: its value, or each alternative of its regular expression. */
function askedFor({ operator, value }: Matcher): readonly Asked[] {
  if (value === "") {
    return [];
  }
  if (operator === "=" || operator === "!=") {
    return [{ text: value, isIn: (values) => values.includes(value) }];
  }
  const alternatives = value.split("|");
  const apart = alternatives.every((text) => isLiteralRegex(text)) ? alternatives : [value];
  return regexProblem(value) !== undefined
    ? []
    : apart.map((text) => ({ text, isIn: (values) => values.some((known) => regexMatches(text, known)) }));
}
