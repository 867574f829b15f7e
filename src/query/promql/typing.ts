import type { Aggregation, Binary, Call, Matcher, PromqlExpr, Subquery, VectorSelector } from "./ast.ts";
import { isDuration } from "./duration.ts";
import { promqlAggregations, promqlFunctions, type ValueType } from "./functions.ts";
import { numberValue } from "./numbers.ts";
import { regexProblem } from "./regex.ts";

/** Something in a tree that Prometheus would refuse when it reads the expression. */
export interface TypeProblem {
  readonly message: string;
  /** The innermost expression or matcher that is wrong. */
  readonly node: PromqlExpr | Matcher;
}

const WORDS: Readonly<Record<ValueType, string>> = {
  instant: "an instant vector",
  range: "a range vector",
  scalar: "a number",
  string: "text",
};

const SET_OPERATORS: ReadonlySet<string> = new Set(["and", "or", "unless"]);
const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", ">", "<", ">=", "<="]);

/** What an expression evaluates to; `undefined` for raw text and for a function that does not exist. */
export function valueType(expr: PromqlExpr): ValueType | undefined {
  switch (expr.kind) {
    case "number":
      return "scalar";
    case "string":
      return "string";
    case "selector":
      return expr.range === undefined ? "instant" : "range";
    case "subquery":
      return "range";
    case "aggregation":
      return "instant";
    case "call":
      return promqlFunctions.get(expr.name)?.returns;
    case "unary":
      return valueType(expr.expr);
    case "binary":
      return valueType(expr.left) === "scalar" && valueType(expr.right) === "scalar" ? "scalar" : "instant";
    case "raw":
      return undefined;
  }
}

/** Tells whether an operator compares. */
export function isComparison(operator: string): boolean {
  return COMPARISONS.has(operator);
}

/** Everything in an expression that Prometheus would refuse though the grammar takes it. */
export function typeProblems(expr: PromqlExpr): readonly TypeProblem[] {
  const problems: TypeProblem[] = [];
  visit(expr, (message, node) => problems.push({ message, node }));
  return problems;
}

type Report = (message: string, node: PromqlExpr | Matcher) => void;

function visit(expr: PromqlExpr, report: Report): void {
  switch (expr.kind) {
    case "selector":
      visitSelector(expr, report);
      break;
    case "subquery":
      visit(expr.expr, report);
      expect(expr.expr, "instant", "a subquery", report);
      visitTimes(expr, report);
      break;
    case "call":
      for (const arg of expr.args) {
        visit(arg, report);
      }
      visitCall(expr, report);
      break;
    case "aggregation":
      visitAggregation(expr, report);
      break;
    case "binary":
      visit(expr.left, report);
      visit(expr.right, report);
      visitBinary(expr, report);
      break;
    case "unary": {
      visit(expr.expr, report);
      const type = valueType(expr.expr);
      if (type === "range" || type === "string") {
        report(`a sign before ${WORDS[type]}`, expr);
      }
      break;
    }
  }
}

function visitSelector(expr: VectorSelector, report: Report): void {
  for (const matcher of expr.matchers) {
    const isRegex = matcher.operator === "=~" || matcher.operator === "!~";
    const problem = isRegex ? regexProblem(matcher.value) : undefined;
    if (problem !== undefined) {
      report(`${problem} in the expression for "${matcher.label}": ${matcher.value}`, matcher);
    }
    if (matcher.label === "__name__" && expr.metric !== "" && matcher.operator === "=") {
      report("the metric's name is given twice", matcher);
    }
  }
  if (expr.metric === "" && !expr.matchers.some(selectsSomething)) {
    report("a selector needs a matcher that does not take everything", expr);
  }
  visitTimes(expr, report);
}

function selectsSomething({ operator, value }: Matcher): boolean {
  switch (operator) {
    case "=":
      return value !== "";
    case "!=":
      return value === "";
    case "=~":
      return !/^(?:\.\*)?$/.test(value);
    case "!~":
      return /^(?:\.\*)?$/.test(value);
  }
}

function visitTimes(expr: VectorSelector | Subquery, report: Report): void {
  for (const text of [expr.range, expr.kind === "subquery" ? expr.step : undefined]) {
    if (text !== undefined && !isPositive(text)) {
      report(`not a duration longer than zero: ${text}`, expr);
    }
  }
}

// An arithmetic of durations is left to Prometheus.
function isPositive(text: string): boolean {
  return isDuration(text) || /[-+*/%^()]/.test(text) || (numberValue(text) ?? 0) > 0;
}

function visitCall(expr: Call, report: Report): void {
  const known = promqlFunctions.get(expr.name);
  if (known === undefined) {
    report(`there is no function "${expr.name}"`, expr);
    return;
  }
  const { args: types, optional, variadic } = known;
  const least = types.length - optional;
  if (expr.args.length < least || (!variadic && expr.args.length > types.length)) {
    const most = variadic ? "or more" : optional > 0 ? `to ${types.length}` : "";
    report(`${expr.name} takes ${[least, most].join(" ").trim()} arguments, not ${expr.args.length}`, expr);
    return;
  }
  expr.args.forEach((arg, index) => {
    expect(arg, types[index] ?? types.at(-1) ?? "instant", expr.name, report);
  });
}

function visitAggregation(expr: Aggregation, report: Report): void {
  visit(expr.expr, report);
  expect(expr.expr, "instant", expr.operator, report);
  const known = promqlAggregations.get(expr.operator);
  if (known === undefined) {
    report(`there is no aggregation "${expr.operator}"`, expr);
  } else if (expr.parameter === undefined) {
    if (known.parameter !== undefined) {
      report(`${expr.operator} needs ${WORDS[known.parameter]} before the expression`, expr);
    }
  } else if (known.parameter === undefined) {
    report(`${expr.operator} takes one expression`, expr);
  } else {
    visit(expr.parameter, report);
    expect(expr.parameter, known.parameter, expr.operator, report);
  }
}

function visitBinary(expr: Binary, report: Report): void {
  const { operator, left, right, matching, bool } = expr;
  const types = [valueType(left), valueType(right)];
  for (const [index, side] of [left, right].entries()) {
    const type = types[index];
    if (type === "range" || type === "string") {
      report(`${operator} cannot take ${WORDS[type]}`, side);
    }
  }
  const scalars = types.filter((type) => type === "scalar").length;
  if (SET_OPERATORS.has(operator)) {
    if (scalars > 0) {
      report(`${operator} joins series, not numbers`, expr);
    }
    if (matching?.groupLeft !== undefined || matching?.groupRight !== undefined) {
      report(`${operator} takes no group_left or group_right`, expr);
    }
  } else if (isComparison(operator) && scalars === 2 && bool !== true) {
    report("two numbers are compared without `bool`", expr);
  }
  if (bool === true && !isComparison(operator)) {
    report(`\`bool\` stands after a comparison only, not after ${operator}`, expr);
  }
  if (matching !== undefined && scalars > 0 && !SET_OPERATORS.has(operator)) {
    report("labels are matched between series only, not with a number", expr);
  }
  const taken = matching?.groupLeft ?? matching?.groupRight ?? [];
  const twice = taken.find((label) => matching?.on?.includes(label));
  if (twice !== undefined) {
    report(`"${twice}" stands in both \`on\` and the group`, expr);
  }
}

function expect(expr: PromqlExpr, wanted: ValueType, by: string, report: Report): void {
  const type = valueType(expr);
  if (type !== undefined && type !== wanted) {
    const hint = wanted === "range" && type === "instant" ? "; add a range such as `[5m]`" : "";
    report(`${by} takes ${WORDS[wanted]}, not ${WORDS[type]}${hint}`, expr);
  }
}
