import type { Diagnostic } from "../../diagnostics/index.ts";
import type { ExpressionCheck } from "./expression.ts";

/** A rule looks at what is and what was: not at one fixed moment, and not ahead. */
export const moments: ExpressionCheck = ({ parts, find }) =>
  parts.flatMap(({ node }): readonly Diagnostic[] => {
    if (node.kind !== "selector" && node.kind !== "subquery") {
      return [];
    }
    if (node.at !== undefined && /\d/.test(node.at)) {
      const message = "it looks at one moment for ever: the result never changes";
      return [find("fixed-moment", node, message, "Leave @ out, or say how long ago: offset 1h.")];
    }
    if (node.offset?.startsWith("-") === true) {
      const message = "it looks ahead, where a rule finds nothing";
      return [find("looks-ahead", node, message, `Write offset ${node.offset.slice(1)} to look back.`)];
    }
    return [];
  });
