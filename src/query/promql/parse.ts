import type { SyntaxNode } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";
import type {
  Aggregation,
  Binary,
  BinaryOperator,
  Matcher,
  MatchOperator,
  PromqlExpr,
  VectorMatching,
  VectorSelector,
} from "./ast.ts";
import { negate } from "./build.ts";
import { PRECEDENCE } from "./precedence.ts";
import { unquoteString } from "./strings.ts";
import { type Span, type SyntaxProblem, syntaxProblem } from "./syntax-problem.ts";

/** An expression read from text. */
export interface ParsedPromql {
  readonly text: string;
  /** `undefined` when the text is no PromQL. */
  readonly expr: PromqlExpr | undefined;
  readonly problems: readonly SyntaxProblem[];
  /** Where an expression or a matcher of {@link expr} stands in the text. */
  spanOf(node: PromqlExpr | Matcher): Span | undefined;
}

/**
 * Reads PromQL into the tree that {@link printPromql} prints. Parentheses leave no trace: printing puts back
 * those that are needed.
 *
 * @example parsePromql("sum(rate(http_requests_total[5m]))").expr // { kind: "aggregation", operator: "sum", … }
 */
export function parsePromql(text: string): ParsedPromql {
  return new Reader(text).read();
}

/** Thrown inside the reader only: what cannot be read has no tree. */
class Unreadable extends Error {
  readonly problem: SyntaxProblem;
  constructor(message: string, { from, to }: Span) {
    super(message);
    this.problem = { message, from, to };
  }
}

/** What stands after an operand: a range, a subquery's brackets, `offset`, `@`. */
const SUFFIXES: ReadonlySet<string> = new Set([
  "MatrixSelector",
  "SubqueryExpr",
  "OffsetExpr",
  "StepInvariantExpr",
]);

/** A piece of an operation, in the order of the text. */
interface Piece {
  readonly role: "operand" | "sign" | "operator" | "suffix";
  readonly node: SyntaxNode;
}

class Reader {
  readonly #text: string;
  readonly #spans = new Map<PromqlExpr | Matcher, Span>();

  constructor(text: string) {
    this.#text = text;
  }

  read(): ParsedPromql {
    const { expr, problems } = this.#attempt();
    return { text: this.#text, expr, problems, spanOf: (node) => this.#spans.get(node) };
  }

  #attempt(): Pick<ParsedPromql, "expr" | "problems"> {
    if (this.#text.trim() === "") {
      return { expr: undefined, problems: [{ message: "there is no expression", from: 0, to: 0 }] };
    }
    const tree = parser.parse(this.#text);
    const mistake = syntaxProblem(this.#text, tree);
    if (mistake !== undefined) {
      return { expr: undefined, problems: [mistake] };
    }
    try {
      const top = tree.topNode.firstChild;
      return top === null
        ? { expr: undefined, problems: [{ message: "there is no expression", from: 0, to: 0 }] }
        : { expr: this.#expr(top), problems: [] };
    } catch (error) {
      if (error instanceof Unreadable) {
        return { expr: undefined, problems: [error.problem] };
      }
      if (error instanceof RangeError) {
        const message = "the expression is nested too deeply";
        return { expr: undefined, problems: [{ message, from: 0, to: this.#text.length }] };
      }
      throw error;
    }
  }

  #expr(node: SyntaxNode): PromqlExpr {
    const pieces: Piece[] = [];
    this.#flatten(node, pieces);
    return this.#operation(pieces, 0);
  }

  // The grammar binds suffixes too weakly, `a or b offset 5m == c` as `((a or b) offset 5m) == c`, and signs too
  // strongly: its operations are taken apart and put together as Prometheus does.
  #flatten(node: SyntaxNode, pieces: Piece[]): void {
    if (node.name === "BinaryExpr") {
      const parts = children(node);
      this.#flatten(required(parts[0], node), pieces);
      pieces.push({ role: "operator", node });
      this.#flatten(required(parts.at(-1), node), pieces);
    } else if (node.name === "UnaryExpr") {
      pieces.push({ role: "sign", node });
      this.#flatten(required(node.lastChild, node), pieces);
    } else if (SUFFIXES.has(node.name)) {
      this.#flatten(required(node.firstChild, node), pieces);
      pieces.push({ role: "suffix", node });
    } else {
      const isSigned = node.name === "NumberDurationLiteral" && /^[-+]/.test(this.#slice(node));
      pieces.push(...(isSigned ? [{ role: "sign", node } as const] : []), { role: "operand", node });
    }
  }

  #operation(pieces: Piece[], weakest: number): PromqlExpr {
    let left = this.#operand(pieces);
    for (;;) {
      const next = pieces[0];
      const operator = next?.role === "operator" ? this.#operator(next.node) : undefined;
      if (next === undefined || operator === undefined || (PRECEDENCE[operator] ?? 0) < weakest) {
        return left;
      }
      pieces.shift();
      const right = this.#operation(pieces, PRECEDENCE[operator] + (operator === "^" ? 0 : 1));
      left = this.#joined(this.#binary(next.node, operator, left, right), left, right);
    }
  }

  #operand(pieces: Piece[]): PromqlExpr {
    const piece = pieces.shift();
    if (piece === undefined || piece.role === "operator" || piece.role === "suffix") {
      throw new Unreadable("something is missing here", piece?.node ?? { from: 0, to: this.#text.length });
    }
    if (piece.role === "sign") {
      const operand = this.#operation(pieces, PRECEDENCE["*"] + 1);
      const span = { from: piece.node.from, to: this.#spans.get(operand)?.to ?? piece.node.to };
      const isMinus = this.#slice(piece.node).startsWith("-");
      const isNumber = operand.kind === "number";
      return isMinus
        ? this.#spanned(negate(operand), span)
        : this.#spanned(isNumber ? operand : { kind: "unary", operator: "+", expr: operand }, span);
    }
    const { node } = piece;
    let expr = this.#build(node);
    if (!this.#spans.has(expr)) {
      this.#spanned(expr, node);
    }
    while (pieces[0]?.role === "suffix") {
      const suffix = pieces.shift()?.node ?? node;
      expr = this.#spanned(this.#suffix(expr, node, suffix), { from: node.from, to: suffix.to });
    }
    return expr;
  }

  #joined(binary: Binary, left: PromqlExpr, right: PromqlExpr): Binary {
    const from = this.#spans.get(left)?.from ?? 0;
    return this.#spanned(binary, { from, to: this.#spans.get(right)?.to ?? this.#text.length });
  }

  #suffix(expr: PromqlExpr, operand: SyntaxNode, suffix: SyntaxNode): PromqlExpr {
    const place = { from: operand.from, to: suffix.to };
    const [, range, step] = children(suffix);
    switch (suffix.name) {
      case "MatrixSelector":
        if (expr.kind !== "selector" || operand.name !== "VectorSelector" || isPlaced(expr)) {
          const message = "only a selector can have a range; an expression needs a subquery, `[5m:]`";
          throw new Unreadable(message, place);
        }
        return { ...expr, range: this.#duration(required(range, suffix)) };
      case "SubqueryExpr":
        return {
          kind: "subquery",
          expr,
          range: this.#duration(required(range, suffix)),
          ...(step !== undefined && { step: this.#duration(step) }),
        };
      default: {
        const key = suffix.name === "OffsetExpr" ? "offset" : "at";
        const word = key === "at" ? "@" : "offset";
        const isParenthesis = operand.name === "ParenExpr" && expr.kind === "selector";
        if ((expr.kind !== "selector" && expr.kind !== "subquery") || isParenthesis) {
          throw new Unreadable(`\`${word}\` can follow a selector or a subquery only`, place);
        }
        if (expr[key] !== undefined) {
          throw new Unreadable(`\`${word}\` is given twice`, place);
        }
        const separator = required(suffix.getChild(key === "at" ? "At" : "Offset"), suffix);
        return { ...expr, [key]: this.#duration({ from: separator.to, to: suffix.to }) };
      }
    }
  }

  #build(node: SyntaxNode): PromqlExpr {
    switch (node.name) {
      case "ParenExpr":
        return this.#expr(only(node));
      case "NumberDurationLiteral":
        return { kind: "number", text: this.#slice(node).replace(/^[-+]/, "") };
      case "StringLiteral":
        return { kind: "string", value: this.#string(node) };
      case "VectorSelector":
        return this.#selector(node);
      case "FunctionCall": {
        const [identifier, body] = children(node);
        return {
          kind: "call",
          name: identifier === undefined ? "" : this.#slice(identifier),
          args: body === undefined ? [] : children(body).map((arg) => this.#expr(arg)),
        };
      }
      case "AggregateExpr":
        return this.#aggregation(node);
      case "AnchoredExpr":
      case "SmoothedExpr":
        throw this.#experimental(node, "`anchored` and `smoothed`");
      default:
        throw new Unreadable(`unexpected "${this.#slice(node)}"`, node);
    }
  }

  #selector(node: SyntaxNode): PromqlExpr {
    const [first, second] = children(node);
    const list = first?.name === "LabelMatchers" ? first : second;
    let metric = first?.name === "Identifier" ? this.#slice(first) : "";
    const matchers: Matcher[] = [];
    for (const child of list === undefined ? [] : children(list)) {
      if (child.name === "QuotedLabelName") {
        if (metric !== "") {
          throw new Unreadable("the metric's name is given twice", child);
        }
        metric = this.#string(only(child));
      } else {
        matchers.push(this.#matcher(child));
      }
    }
    return { kind: "selector", metric, matchers };
  }

  #matcher(node: SyntaxNode): Matcher {
    const [label, operator, value] = children(node);
    const matcher: Matcher = {
      label: this.#label(required(label, node)),
      operator: this.#slice(required(operator, node)) as MatchOperator,
      value: this.#string(required(value, node)),
    };
    this.#spans.set(matcher, { from: node.from, to: node.to });
    return matcher;
  }

  #aggregation(node: SyntaxNode): Aggregation {
    const operator = this.#slice(required(node.getChild("AggregateOp"), node)).toLowerCase();
    const modifier = node.getChild("AggregateModifier");
    const labels = modifier && this.#labels(required(modifier.getChild("GroupingLabels"), modifier));
    const args = children(required(node.getChild("FunctionCallBody"), node)).map((arg) => this.#expr(arg));
    const [first, second] = args;
    if (first === undefined || args.length > 2) {
      throw new Unreadable(
        `${operator} takes ${first === undefined ? "an argument" : "fewer arguments"}`,
        node,
      );
    }
    return {
      kind: "aggregation",
      operator,
      expr: second ?? first,
      ...(modifier?.getChild("By") && { by: labels ?? [] }),
      ...(modifier?.getChild("Without") && { without: labels ?? [] }),
      ...(second !== undefined && { parameter: first }),
    };
  }

  #operator(node: SyntaxNode): BinaryOperator {
    return this.#slice(required(children(node)[1], node)).toLowerCase() as BinaryOperator;
  }

  #binary(node: SyntaxNode, operator: BinaryOperator, left: PromqlExpr, right: PromqlExpr): Binary {
    const clause = node.getChild("MatchingModifierClause");
    const matching = clause && this.#matching(clause);
    if (node.getChild("FillModifier") !== null || !Object.hasOwn(PRECEDENCE, operator)) {
      throw this.#experimental(node, "`fill` and trimming");
    }
    return {
      kind: "binary",
      operator,
      left,
      right,
      ...(node.getChild("BoolModifier") && { bool: true }),
      ...(matching && { matching }),
    };
  }

  #spanned<Expr extends PromqlExpr>(expr: Expr, { from, to }: Span): Expr {
    this.#spans.set(expr, { from, to });
    return expr;
  }

  #matching(clause: SyntaxNode): VectorMatching {
    const lists = clause.getChildren("GroupingLabels").map((list) => this.#labels(list));
    const [labels = [], taken = []] = lists;
    return {
      ...(clause.getChild("On") ? { on: labels } : { ignoring: labels }),
      ...(clause.getChild("GroupLeft") && { groupLeft: taken }),
      ...(clause.getChild("GroupRight") && { groupRight: taken }),
    };
  }

  #labels(list: SyntaxNode): readonly string[] {
    return children(list).map((label) => this.#label(label));
  }

  #label(node: SyntaxNode): string {
    return node.name === "QuotedLabelName" ? this.#string(only(node)) : this.#slice(node);
  }

  #duration(span: Span): string {
    return this.#slice(span).replace(/#.*|\s/g, "");
  }

  #string(node: SyntaxNode): string {
    const unquoted = unquoteString(this.#slice(node));
    if ("problem" in unquoted) {
      throw new Unreadable(unquoted.problem, node);
    }
    return unquoted.value;
  }

  #slice({ from, to }: Span): string {
    return this.#text.slice(from, to);
  }

  #experimental(node: SyntaxNode, what: string): Unreadable {
    return new Unreadable(`${what} are experimental and need a feature flag of Prometheus`, node);
  }
}

function isPlaced({ range, at, offset }: VectorSelector): boolean {
  return range !== undefined || at !== undefined || offset !== undefined;
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

function only(node: SyntaxNode): SyntaxNode {
  return required(children(node)[0], node);
}

function required(node: SyntaxNode | null | undefined, parent: SyntaxNode): SyntaxNode {
  if (node === null || node === undefined) {
    throw new Unreadable("something is missing here", parent);
  }
  return node;
}
