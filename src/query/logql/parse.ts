import { parser } from "@grafana/lezer-logql";
import type { SyntaxNode } from "@lezer/common";
import type { Matcher, MatchOperator, Span } from "../promql/index.ts";
import { regexProblem } from "../promql/index.ts";
import { unquoteString } from "../promql/strings.ts";
import type {
  LabelFilter,
  LineFilterOperator,
  LogLines,
  LogMetric,
  LogqlExpr,
  Parser,
  Stage,
} from "./ast.ts";

/** A LogQL expression read from text. */
export interface ParsedLogql {
  readonly text: string;
  /** `undefined` when the text is no LogQL, or more than the tree can hold. */
  readonly expr: LogqlExpr | undefined;
  readonly problems: readonly (Span & { readonly message: string })[];
}

class Unreadable extends Error {
  readonly span: Span;
  constructor(message: string, { from, to }: Span) {
    super(message);
    this.span = { from, to };
  }
}

/**
 * Reads LogQL into the tree that {@link printLogql} prints.
 *
 * @example parseLogql('{app="shop"} | status >= 500').expr
 */
export function parseLogql(text: string): ParsedLogql {
  const failed = (message: string, { from, to }: Span): ParsedLogql => ({
    text,
    expr: undefined,
    problems: [{ message, from, to }],
  });
  const tree = parser.parse(text);
  let mistake: Span | undefined;
  tree.iterate({
    enter: (node) => {
      if (node.type.isError) {
        mistake ??= { from: node.from, to: node.to };
      }
    },
  });
  if (mistake !== undefined) {
    const [word] = /^\s*(?:[\w.]+|\S)/.exec(text.slice(mistake.from)) ?? [];
    return failed(
      word === undefined ? "the expression ends too early" : `unexpected "${word.trim()}"`,
      mistake,
    );
  }
  const top = tree.topNode.firstChild;
  if (top === null) {
    return failed("there is no expression", { from: 0, to: 0 });
  }
  try {
    return { text, expr: expression(top, text), problems: [] };
  } catch (error) {
    if (error instanceof Unreadable) {
      return failed(error.message, error.span);
    }
    throw error;
  }
}

function expression(node: SyntaxNode, text: string): LogqlExpr {
  const inner = unwrapped(node);
  return inner.name === "LogExpr" ? lines(inner, text) : metric(inner, text);
}

/** Goes through nodes that hold nothing but one other. */
function unwrapped(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (inner.name === "Expr" || inner.name === "MetricExpr") {
    inner = required(inner.firstChild, inner);
  }
  return inner;
}

function metric(node: SyntaxNode, text: string): LogMetric {
  const inner = unwrapped(node);
  const operator = () => slice(required(inner.firstChild, inner), text);
  switch (inner.name) {
    case "LiteralExpr":
      return { kind: "number", text: slice(inner, text) };
    case "RangeAggregationExpr": {
      const range = required(inner.getChild("LogRangeExpr"), inner);
      const brackets = slice(required(range.getChild("Range"), range), text);
      const offset = range.getChild("OffsetExpr")?.getChild("Duration");
      const parameter = inner.getChild("Number");
      return {
        kind: "rangeAggregation",
        operator: operator(),
        ...(parameter && { parameter: slice(parameter, text) }),
        lines: lines(range, text),
        range: brackets.slice(1, -1).trim(),
        ...(offset && { offset: slice(offset, text) }),
        ...grouping(inner, text),
      };
    }
    case "VectorAggregationExpr": {
      const parameter = inner.getChild("Number");
      return {
        kind: "aggregation",
        operator: operator(),
        ...(parameter && { parameter: slice(parameter, text) }),
        expr: metric(required(inner.getChild("MetricExpr"), inner), text),
        ...grouping(inner, text),
      };
    }
    case "BinOpExpr": {
      const [left, sign, modifier, right] = children(inner);
      if (modifier === undefined || right === undefined || slice(modifier, text) !== "") {
        throw new Unreadable("matching of series is not read", inner);
      }
      return {
        kind: "binary",
        operator: slice(required(sign, inner), text),
        left: metric(required(left, inner), text),
        right: metric(right, text),
      };
    }
    default:
      throw new Unreadable(`"${slice(inner, text)}" is not read`, inner);
  }
}

function grouping(node: SyntaxNode, text: string) {
  const group = node.getChild("Grouping");
  if (group === null) {
    return {};
  }
  const labels = named(group, "Identifier").map((label) => slice(label, text));
  return group.getChild("By") !== null ? { by: labels } : { without: labels };
}

function lines(node: SyntaxNode, text: string): LogLines {
  const selector = required(node.getChild("Selector"), node);
  const matchers = named(selector, "Matcher").map((each) => matcher(each, text));
  const stages = named(node, "PipelineStage", "UnwrapExpr").flatMap((each): readonly Stage[] =>
    each.name === "UnwrapExpr" ? unwrap(each, text) : stage(each, text),
  );
  return { kind: "lines", matchers, stages };
}

function matcher(node: SyntaxNode, text: string): Matcher {
  const [label, operator, value] = children(node);
  const read: Matcher = {
    label: slice(required(label, node), text),
    operator: slice(required(operator, node), text) as MatchOperator,
    value: string(required(value, node), text),
  };
  regex(/~$/.test(read.operator), read.value, node);
  return read;
}

function regex(isRegex: boolean, source: string, node: SyntaxNode): void {
  const problem = isRegex ? regexProblem(source) : undefined;
  if (problem !== undefined) {
    throw new Unreadable(`${problem} in the expression ${source}`, node);
  }
}

// Of nested unwraps only the innermost that names a label is one.
function unwrap(node: SyntaxNode, text: string): readonly Stage[] {
  const label = node.getChild("Identifier");
  const conversion = node.getChild("ConvOp");
  const own: readonly Stage[] =
    label === null
      ? []
      : [
          {
            kind: "unwrap",
            label: slice(label, text),
            ...(conversion && { conversion: slice(conversion, text) }),
          },
        ];
  const nested = children(node).filter(({ name }) => name === "UnwrapExpr" || name === "LabelFilter");
  return [
    ...own,
    ...nested.flatMap((each): readonly Stage[] =>
      each.name === "UnwrapExpr"
        ? unwrap(each, text)
        : [{ kind: "labelFilter", filter: labelFilter(each, text) }],
    ),
  ];
}

function stage(node: SyntaxNode, text: string): readonly Stage[] {
  const filters = named(node, "LineFilter");
  if (filters.length > 0) {
    return filters.map((filter) => {
      const values = named(filter, "String").map((value) => string(value, text));
      const operator = slice(required(filter.getChild("Filter"), filter), text) as LineFilterOperator;
      for (const value of values) {
        regex(/~$/.test(operator), value, filter);
      }
      return { kind: "lineFilter", operator, values };
    });
  }
  const inner = required(children(node).at(-1), node);
  const labels = () => named(inner, "Identifier").map((label) => slice(label, text));
  switch (inner.name) {
    case "LabelParser":
    case "JsonExpressionParser":
    case "LogfmtExpressionParser":
    case "LogfmtParser":
      return [labelParser(inner, text)];
    case "LabelFilter":
      return [{ kind: "labelFilter", filter: labelFilter(inner, text) }];
    case "LineFormatExpr":
      return [{ kind: "lineFormat", template: string(required(inner.getChild("String"), inner), text) }];
    case "LabelFormatExpr":
      return [
        {
          kind: "labelFormat",
          formats: named(inner, "LabelFormatMatcher").map((format) => {
            const [label, , value] = children(format);
            const from = required(value, format);
            return {
              label: slice(required(label, format), text),
              ...(from.name === "String" ? { template: string(from, text) } : { from: slice(from, text) }),
            };
          }),
        },
      ];
    case "DropLabelsExpr":
      return [{ kind: "drop", labels: labels() }];
    case "KeepLabelsExpr":
      return [{ kind: "keep", labels: labels() }];
    case "DecolorizeExpr":
      return [{ kind: "decolorize" }];
    default:
      throw new Unreadable(`"${slice(inner, text)}" is not read`, inner);
  }
}

function labelParser(node: SyntaxNode, text: string): Parser {
  const name = slice(required(node.firstChild, node), text) as Parser["name"];
  const argument = node.getChild("String");
  const extracted = named(node, "LabelExtractionExpression").map((each) => {
    const from = each.getChild("String");
    const label = slice(required(each.getChild("Identifier"), each), text);
    return { label, ...(from && { from: string(from, text) }) };
  });
  const value = argument && string(argument, text);
  regex(name === "regexp", value ?? "", node);
  return {
    kind: "parser",
    name,
    ...(value !== null && { argument: value }),
    ...(extracted.length > 0 && { labels: extracted }),
  };
}

function labelFilter(node: SyntaxNode, text: string): LabelFilter {
  const parts = children(node);
  const filters = parts.filter(({ name }) => name === "LabelFilter");
  const [left, right] = filters;
  if (left !== undefined && right !== undefined) {
    const kind = node.getChild("Or") === null ? "and" : "or";
    return { kind, left: labelFilter(left, text), right: labelFilter(right, text) };
  }
  if (left !== undefined) {
    return labelFilter(left, text);
  }
  const matches = node.getChild("Matcher");
  if (matches !== null) {
    const { label, operator, value } = matcher(matches, text);
    return { kind: "comparison", label, operator, value: { text: value } };
  }
  let inner = required(parts[0], node);
  while (inner.name === "UnitFilter") {
    inner = required(inner.firstChild, inner);
  }
  const [label, operator, value] = children(inner);
  return {
    kind: "comparison",
    label: slice(required(label, inner), text),
    operator: slice(required(operator, inner), text),
    value: { literal: slice(required(value, inner), text) },
  };
}

function string(node: SyntaxNode, text: string): string {
  const unquoted = unquoteString(slice(node, text));
  if ("problem" in unquoted) {
    throw new Unreadable(unquoted.problem, node);
  }
  return unquoted.value;
}

/** Every node of these names below one, in the order of the text; what is inside a found one is not looked at. */
function named(node: SyntaxNode, ...names: readonly string[]): readonly SyntaxNode[] {
  return children(node).flatMap((child) => (names.includes(child.name) ? [child] : named(child, ...names)));
}

function children(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== "LineComment") {
      found.push(child);
    }
  }
  return found;
}

function slice({ from, to }: Span, text: string): string {
  return text.slice(from, to);
}

function required(node: SyntaxNode | null | undefined, parent: SyntaxNode): SyntaxNode {
  if (node === null || node === undefined) {
    throw new Unreadable("something is missing here", parent);
  }
  return node;
}
