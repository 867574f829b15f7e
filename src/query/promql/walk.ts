import type { PromqlExpr, VectorSelector } from "./ast.ts";

/** The expressions directly inside one, in the order they are written. */
export function childrenOf(expr: PromqlExpr): readonly PromqlExpr[] {
  switch (expr.kind) {
    case "subquery":
    case "unary":
      return [expr.expr];
    case "aggregation":
      return expr.parameter === undefined ? [expr.expr] : [expr.parameter, expr.expr];
    case "call":
      return expr.args;
    case "binary":
      return [expr.left, expr.right];
    default:
      return [];
  }
}

/** Every selector of an expression, in the order they are written. */
export function selectorsOf(expr: PromqlExpr): readonly VectorSelector[] {
  return expr.kind === "selector" ? [expr] : childrenOf(expr).flatMap(selectorsOf);
}

/** The expression with something else in the place of each of those directly inside it. */
export function mapChildren(expr: PromqlExpr, change: (inner: PromqlExpr) => PromqlExpr): PromqlExpr {
  switch (expr.kind) {
    case "subquery":
    case "unary":
      return { ...expr, expr: change(expr.expr) };
    case "aggregation":
      return {
        ...expr,
        expr: change(expr.expr),
        ...(expr.parameter !== undefined && { parameter: change(expr.parameter) }),
      };
    case "call":
      return { ...expr, args: expr.args.map((arg) => change(arg)) };
    case "binary":
      return { ...expr, left: change(expr.left), right: change(expr.right) };
    default:
      return expr;
  }
}

/** The expression with something else in the place of each selector. */
export function mapSelectors(expr: PromqlExpr, change: (selector: VectorSelector) => PromqlExpr): PromqlExpr {
  return expr.kind === "selector" ? change(expr) : mapChildren(expr, (inner) => mapSelectors(inner, change));
}
