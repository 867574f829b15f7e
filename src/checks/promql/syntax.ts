import { type Diagnostic, diagnostic } from "../../diagnostics/index.ts";
import {
  promqlAggregations,
  promqlFunctions,
  type TypeProblem,
  typeProblems,
} from "../../query/promql/index.ts";
import type { Check } from "../check.ts";
import { type Expression, expressionsOf, onExpressions, whereIn } from "./expression.ts";

/** PromQL text is an expression that Prometheus reads. */
export const syntax: Check = (draft) => [
  ...expressionsOf(draft).unreadable.flatMap(({ place, text, problems }) =>
    problems.map((problem) =>
      diagnostic("invalid-promql", {
        ...place,
        message: `${problem.message}${whereIn(text, problem)}: ${text}`,
        hint: "Prometheus would refuse the rule, and with it every rule of its group.",
      }),
    ),
  ),
  ...onExpressions(types)(draft),
];

/** Arguments and operands are of the types that functions and operators take. */
export function types(expression: Expression): readonly Diagnostic[] {
  return typeProblems(expression.expr).map((problem) =>
    expression.find(codeOf(problem), problem.node, problem.message, hintOf(problem)),
  );
}

function codeOf({ node }: TypeProblem): "invalid-regex" | "invalid-promql" {
  return "operator" in node && "label" in node && /~$/.test(node.operator)
    ? "invalid-regex"
    : "invalid-promql";
}

function hintOf(problem: TypeProblem): string {
  const { node } = problem;
  if (codeOf(problem) === "invalid-regex") {
    return "Prometheus reads RE2, anchored at both ends: use not(…) instead of a look-around.";
  }
  const known = "kind" in node && (node.kind === "call" || node.kind === "aggregation");
  return known
    ? signature(node.kind === "call" ? node.name : node.operator)
    : "Prometheus would refuse the rule, and with it every rule of its group.";
}

const LETTERS = { instant: "series", range: "series[range]", scalar: "number", string: '"text"' } as const;

function signature(name: string): string {
  const entry = promqlFunctions.get(name);
  const parameter = promqlAggregations.get(name)?.parameter;
  return entry === undefined
    ? `It is written ${name}(${parameter === undefined ? "" : `${LETTERS[parameter]}, `}series).`
    : `It is written ${name}(${entry.args.map((type) => LETTERS[type]).join(", ")}).`;
}
