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
