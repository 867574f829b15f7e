import { isLiteralRegex } from "../../query/promql/index.ts";
import type { ExpressionCheck } from "./expression.ts";

/** A regular expression is one: plain text is compared faster, and says what it means. */
export const regexes: ExpressionCheck = ({ parts, find }) =>
  parts.flatMap(({ node }) =>
    node.kind !== "selector"
      ? []
      : node.matchers
          .filter(({ operator, value }) => /~$/.test(operator) && value !== "" && isLiteralRegex(value))
          .map((matcher) => {
            const message = `"${matcher.value}" is no pattern: it matches that text and nothing else`;
            const hint = `Compare it whole, ${matcher.label}${matcher.operator === "=~" ? "=" : "!="}"${matcher.value}", or write the pattern: ${matcher.value}.*`;
            return find("regex-without-pattern", matcher, message, hint);
          }),
  );
