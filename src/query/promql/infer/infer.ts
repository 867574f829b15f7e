import type { Aggregation, Binary, Call, PromqlExpr, VectorSelector } from "../ast.ts";
import { numberValue } from "../numbers.ts";
import { printPromql } from "../print.ts";
import { isComparison, valueType } from "../typing.ts";
import {
  ANYTHING,
  between,
  combined,
  exactly,
  hull,
  NOT_NEGATIVE,
  narrowed,
  negated,
  SHARE,
  summed,
} from "./bounds.ts";
import { inferCall } from "./functions.ts";
import { ANY_LABELS, added, dropped, either, kept, labelsOf, matched, NO_LABELS } from "./labels.ts";
import type { SeriesLookup } from "./series.ts";
import type { Shape } from "./shape.ts";
import { combinedUnit } from "./units.ts";

const UNKNOWN: Omit<Shape, "type"> = {
  labels: ANY_LABELS,
  unit: undefined,
  role: undefined,
  bounds: ANYTHING,
  filters: false,
  series: undefined,
};

/** Tells the shape of an expression and of everything in it. */
export type Inference = (expr: PromqlExpr) => Shape;

/**
 * Infers shapes bottom up; each expression is looked at once.
 *
 * @param lookup what is known of the series that expressions read
 * @example inference(catalog)(expr).labels.names // the labels that survive
 */
export function inference(lookup: SeriesLookup): Inference {
  const known = new Map<PromqlExpr, Shape>();
  const infer: Inference = (expr) => {
    const done = known.get(expr);
    if (done !== undefined) {
      return done;
    }
    const shape = inferOne(expr, infer, lookup);
    known.set(expr, shape);
    return shape;
  };
  return infer;
}

function inferOne(expr: PromqlExpr, infer: Inference, lookup: SeriesLookup): Shape {
  switch (expr.kind) {
    case "number": {
      const value = numberValue(expr.text) ?? Number.NaN;
      const isDuration = /[a-z]$/.test(expr.text) && Number.isFinite(value);
      const unit = expr.unit ?? (isDuration ? "seconds" : undefined);
      return { ...UNKNOWN, type: "scalar", labels: NO_LABELS, bounds: exactly(value), unit, role: "derived" };
    }
    case "string":
      return { ...UNKNOWN, type: "string", labels: NO_LABELS };
    case "raw":
      return { ...UNKNOWN, type: undefined };
    case "selector":
      return inferSelector(expr, lookup);
    case "subquery":
      return { ...infer(expr.expr), type: "range" };
    case "unary": {
      const inner = infer(expr.expr);
      return expr.operator === "+" ? inner : { ...inner, bounds: negated(inner.bounds), role: "derived" };
    }
    case "call":
      return inferCall(expr as Call, infer);
    case "aggregation":
      return inferAggregation(expr, infer(expr.expr));
    case "binary":
      return inferBinary(expr, infer);
  }
}

function inferSelector(expr: VectorSelector, lookup: SeriesLookup): Shape {
  const type = valueType(expr);
  const byName = expr.matchers.find(({ label, operator }) => label === "__name__" && operator === "=");
  const name = expr.metric === "" ? (byName?.value ?? "") : expr.metric;
  const facts = name === "" ? undefined : lookup(name);
  if (facts === undefined) {
    return { ...UNKNOWN, type };
  }
  const pinned = expr.matchers.filter(({ operator, value }) => operator === "=" && value !== "");
  const labels = labelsOf(
    [...facts.labels, ...facts.targetLabels],
    pinned.map(({ label }) => label),
  );
  const ofRole = { counter: NOT_NEGATIVE, bucket: NOT_NEGATIVE, native: NOT_NEGATIVE, info: exactly(1) };
  const ofUnit = facts.unit === "bytes" ? NOT_NEGATIVE : ANYTHING;
  const bounds = facts.bounds ?? (facts.role === "gauge" ? ofUnit : ofRole[facts.role]);
  // A gauge with the label `quantile` is one of the quantiles of a summary.
  const role = facts.role === "gauge" && facts.labels.includes("quantile") ? "quantile" : facts.role;
  const unit = facts.role === "bucket" ? "observations" : facts.unit;
  return { type, labels, unit, role, bounds, filters: false, series: facts };
}

function inferAggregation(expr: Aggregation, inner: Shape): Shape {
  const { operator, by, without } = expr;
  const grouped = by ? kept(inner.labels, by) : without ? dropped(inner.labels, without) : NO_LABELS;
  const shape = { ...inner, type: "instant", labels: grouped } as const;
  switch (operator) {
    case "topk":
    case "bottomk":
    case "limitk":
    case "limit_ratio":
      return { ...shape, labels: inner.labels };
    case "count":
      return { ...shape, bounds: between(1, Number.POSITIVE_INFINITY), unit: undefined, role: "derived" };
    case "count_values": {
      const label = expr.parameter?.kind === "string" ? [expr.parameter.value] : [];
      const bounds = between(1, Number.POSITIVE_INFINITY);
      return { ...shape, labels: added(grouped, label), bounds, unit: undefined, role: "derived" };
    }
    case "group":
      return { ...shape, bounds: exactly(1), unit: undefined, role: "derived" };
    case "sum":
      return { ...shape, bounds: summed(inner.bounds) };
    case "stddev":
    case "stdvar":
      return { ...shape, bounds: NOT_NEGATIVE, unit: undefined, role: "derived" };
    default:
      return shape;
  }
}

function inferBinary(expr: Binary, infer: Inference): Shape {
  const { operator, matching } = expr;
  const left = infer(expr.left);
  const right = infer(expr.right);
  const type = valueType(expr);
  if (operator === "and" || operator === "unless") {
    return { ...left, type, filters: true };
  }
  if (operator === "or") {
    return {
      ...left,
      type,
      labels: either(left.labels, right.labels),
      bounds: hull(left.bounds, right.bounds),
      unit: left.unit ?? right.unit,
      filters: left.filters && right.filters,
    };
  }
  const labels =
    left.type === "scalar"
      ? right.labels
      : right.type === "scalar"
        ? left.labels
        : matched(left.labels, right.labels, matching);
  if (isComparison(operator)) {
    const comparison = operator as "==";
    if (expr.bool === true) {
      return {
        ...UNKNOWN,
        type,
        labels,
        bounds: SHARE,
        role: "derived",
        filters: left.filters || right.filters,
      };
    }
    const kept = left.type === "scalar" && right.type !== "scalar" ? right : left;
    const bounds = kept === left ? narrowed(comparison, left.bounds, right.bounds) : right.bounds;
    return { ...kept, type, labels, bounds, filters: true };
  }
  const arithmetic = operator as "+";
  const isShare = operator === "/" && isPartOf(expr.left, expr.right);
  return {
    type,
    labels,
    unit: scaledUnit(expr, left, right) ?? combinedUnit(arithmetic, left.unit, right.unit),
    role: roleOf(expr, left, right),
    bounds: isShare ? SHARE : combined(arithmetic, left.bounds, right.bounds),
    filters: left.filters || right.filters,
    series: undefined,
  };
}

// A hundred times a ratio is a percentage; any other factor makes a unit that nobody named.
function scaledUnit(expr: Binary, left: Shape, right: Shape): string | undefined {
  const [factor, other] = expr.left.kind === "number" ? [expr.left, right] : [expr.right, left];
  const isHundred = factor.kind === "number" && numberValue(factor.text) === 100;
  return expr.operator === "*" && isHundred && other.unit === "ratio" ? "percent" : undefined;
}

function roleOf(expr: Binary, left: Shape, right: Shape): Shape["role"] {
  if (isMean(expr, left, right)) {
    return "mean";
  }
  const { operator } = expr;
  // What is scaled is still a histogram, and so is what two of them add up to.
  const scales = (by: Shape, role: Shape["role"]) =>
    role === "native" ? by.role !== "native" : role === "bucket" && by.type === "scalar";
  if ((operator === "*" || operator === "/") && scales(right, left.role)) {
    return left.role;
  }
  if (operator === "*" && scales(left, right.role)) {
    return right.role;
  }
  const isHistogram = left.role === "native" || left.role === "bucket";
  if ((operator === "+" || operator === "-") && isHistogram && left.role === right.role) {
    return left.role;
  }
  return left.role === undefined ? right.role && "derived" : "derived";
}

function isMean({ operator }: Binary, left: Shape, right: Shape): boolean {
  return operator === "/" && right.unit?.startsWith("observations") === true && left.unit !== undefined;
}

/** Whether the left counts some of what the right counts: the same expression with more matchers. */
function isPartOf(left: PromqlExpr, right: PromqlExpr): boolean {
  if (left.kind === "selector" && right.kind === "selector") {
    const has = new Set(left.matchers.map((matcher) => JSON.stringify(matcher)));
    return (
      left.metric === right.metric &&
      left.range === right.range &&
      left.offset === right.offset &&
      left.at === right.at &&
      right.matchers.every((matcher) => has.has(JSON.stringify(matcher)))
    );
  }
  if (left.kind === "aggregation" && right.kind === "aggregation") {
    return (
      left.operator === "sum" &&
      printPromql({ ...left, expr: right.expr }) === printPromql(right) &&
      isPartOf(left.expr, right.expr)
    );
  }
  if (left.kind === "call" && right.kind === "call") {
    const [a] = left.args;
    const [b] = right.args;
    const isRate = left.name === "rate" || left.name === "increase";
    return isRate && left.name === right.name && a !== undefined && b !== undefined && isPartOf(a, b);
  }
  if (left.kind === "binary" && left.operator === "or" && left.right.kind !== "binary") {
    return left.right.kind === "call" && left.right.name === "vector" && isPartOf(left.left, right);
  }
  return false;
}
