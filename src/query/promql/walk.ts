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

/** The expression with something else in the place of each selector. */
export function mapSelectors(expr: PromqlExpr, change: (selector: VectorSelector) => PromqlExpr): PromqlExpr {
  const inside = (inner: PromqlExpr) => mapSelectors(inner, change);
  switch (expr.kind) {
    case "selector":
      return change(expr);
    case "subquery":
    case "unary":
      return { ...expr, expr: inside(expr.expr) };
    case "aggregation":
      return {
        ...expr,
        expr: inside(expr.expr),
        ...(expr.parameter !== undefined && { parameter: inside(expr.parameter) }),
      };
    case "call":
      return { ...expr, args: expr.args.map(inside) };
    case "binary":
      return { ...expr, left: inside(expr.left), right: inside(expr.right) };
    default:
      return expr;
  }
}
