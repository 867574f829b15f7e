import type { Diagnostic } from "../../diagnostics/index.ts";
import {
  type Binary,
  escapeRegex,
  isComparison,
  type Matcher,
  matcherTakes,
  narrowed,
  type PromqlExpr,
  printMatcher,
  printPromql,
  quoteString,
} from "../../query/promql/index.ts";
import type { Expression, ExpressionCheck } from "./expression.ts";

/** What is asked for can be there: matchers, comparisons and the kinds of values do not exclude each other. */
export const contradictions: ExpressionCheck = (expression) =>
  expression.parts.flatMap(({ node, parents }): readonly Diagnostic[] => {
    if (node.kind === "selector") {
      return matchers(expression, node, node.matchers);
    }
    if (node.kind !== "binary") {
      return [];
    }
    const isOuter = !parents.some((parent) => parent.kind === "binary" && isConjunction(parent));
    return [
      ...(isConjunction(node) && isOuter ? conjunction(expression, node) : []),
      ...(node.operator === "unless" ? exclusion(expression, node) : []),
      ...(isComparison(node.operator) ? histograms(expression, node) : []),
    ];
  });

/** Of one label, a series has one value. */
function matchers({ find }: Expression, node: PromqlExpr, all: readonly Matcher[]): readonly Diagnostic[] {
  return all.flatMap((exact, index) => {
    const other =
      exact.operator === "="
        ? all.find(
            (each, at) =>
              each.label === exact.label &&
              !matcherTakes(each, exact.value) &&
              // Of two that ask for one value each, the first is told of.
              (each.operator !== "=" || at > index),
          )
        : undefined;
    if (other === undefined) {
      return [];
    }
    const message = `no series has "${exact.label}" both ${words(exact)} and ${words(other)}`;
    const hint =
      other.operator === "=" ? `Leave one out, or ask for ${either(exact, other)}.` : "Leave one out.";
    return [find("selects-nothing", node, message, hint)];
  });
}

function words({ operator, value }: Matcher): string {
  return `${operator}${quoteString(value)}`;
}

function either(one: Matcher, other: Matcher): string {
  const value = [one, other].map((matcher) => escapeRegex(matcher.value)).join("|");
  return `either: ${printMatcher({ label: one.label, operator: "=~", value })}`;
}

/** Whether it asks that two things hold of the same series. */
function isConjunction({ operator, matching }: Binary): boolean {
  return operator === "and" && matching === undefined;
}

function conjunction({ shapeOf, find }: Expression, node: Binary): readonly Diagnostic[] {
  const asked = new Map<string, { readonly min: number; readonly max: number; readonly strict: boolean }>();
  for (const part of operands(node)) {
    if (part.kind !== "binary" || !isComparison(part.operator) || part.bool === true) {
      continue;
    }
    if (part.right.kind !== "number") {
      continue;
    }
    const measured = printPromql(part.left);
    const before = asked.get(measured) ?? { ...shapeOf(part.left).bounds, strict: false };
    const bounds = narrowed(part.operator as ">", before, shapeOf(part.right).bounds);
    const strict = before.strict || part.operator === ">" || part.operator === "<";
    asked.set(measured, { ...bounds, strict });
    if (bounds.min > bounds.max || (bounds.min === bounds.max && strict && isTwoSided(part, before))) {
      const message = `${measured} cannot be all of this at once`;
      return [find("condition-never-holds", node, message, "Write `or` for either of them.")];
    }
  }
  return [];
}

/** Whether a comparison meets a bound that another one has set. */
function isTwoSided({ operator }: Binary, before: { readonly min: number; readonly max: number }): boolean {
  return operator.startsWith("<") ? Number.isFinite(before.min) : Number.isFinite(before.max);
}

function operands(expr: PromqlExpr): readonly PromqlExpr[] {
  return expr.kind === "binary" && isConjunction(expr)
    ? [...operands(expr.left), ...operands(expr.right)]
    : [expr];
}

function exclusion({ find }: Expression, node: Binary): readonly Diagnostic[] {
  return node.matching === undefined && printPromql(node.left) === printPromql(node.right)
    ? [find("condition-never-holds", node, "what is left out is all that there is", "Compare one side.")]
    : [];
}

/** A histogram is neither above nor below a number: Prometheus leaves it out of the result. */
function histograms({ shapeOf, find }: Expression, node: Binary): readonly Diagnostic[] {
  const sides = [shapeOf(node.left), shapeOf(node.right)];
  const [native] = sides.filter(({ role }) => role === "native");
  if (native === undefined || sides.every(({ role }) => role === "native")) {
    return [];
  }
  const message = `${native.series?.metric ?? "one side"} is a native histogram, and no number is compared with one`;
  const hint = "Take histogram_quantile(…), histogram_avg(…) or histogram_count(…) of it first.";
  return [find("condition-never-holds", node, message, hint)];
}
