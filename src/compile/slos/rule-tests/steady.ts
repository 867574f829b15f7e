import {
  type Aggregation,
  type Binary,
  type Call,
  childrenOf,
  durationSeconds,
  type Matcher,
  matcherTakes,
  numberValue,
  type PromqlExpr,
  type VectorSelector,
} from "../../../query/promql/index.ts";

type Labels = Readonly<Record<string, string>>;

/** A series that has always done what it does: a gauge that stays at a value, or a counter that grows by it each second. */
export interface SteadySeries {
  readonly metric: string;
  readonly labels: Labels;
  readonly grows: boolean;
  readonly value: number;
}

/** One element of an instant vector. */
export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** Thrown for what the value of is not known here; nothing is guessed. */
export class Unknown extends Error {}

/** Functions of a range that give the value of a gauge that does not change. */
const LEVEL = new Set([
  "avg_over_time",
  "last_over_time",
  "max_over_time",
  "min_over_time",
  "quantile_over_time",
]);
/** Functions of a range that give how fast a counter grows, each second. */
const RATES = new Set(["irate", "rate"]);

/** The metrics that an expression reads as counters. */
export function growingMetrics(expr: PromqlExpr): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: PromqlExpr, counted: boolean): void => {
    if (node.kind === "selector" && counted) {
      found.add(node.metric);
    }
    const counts = node.kind === "call" && (RATES.has(node.name) || node.name === "increase");
    for (const child of childrenOf(node)) {
      visit(child, counts);
    }
  };
  visit(expr, false);
  return found;
}

/**
 * The value of an expression while every series is steady, by Prometheus's rules: no label is lost or found that
 * Prometheus would keep or drop.
 *
 * @throws Unknown for what takes more than steady series to tell
 */
export function steadyValue(expr: PromqlExpr, series: readonly SteadySeries[]): readonly Sample[] | number {
  switch (expr.kind) {
    case "number":
      return numberValue(expr.text) ?? unknown();
    case "selector":
      return expr.range === undefined ? selected(expr, series, false) : unknown();
    case "unary": {
      const value = steadyValue(expr.expr, series);
      const sign = expr.operator === "-" ? -1 : 1;
      return typeof value === "number" ? sign * value : mapped(value, (one) => sign * one);
    }
    case "call":
      return called(expr, series);
    case "aggregation":
      return aggregated(expr, vector(expr.expr, series));
    case "binary":
      return joined(expr, steadyValue(expr.left, series), steadyValue(expr.right, series));
    default:
      return unknown();
  }
}

function unknown(): never {
  throw new Unknown();
}

function selected(expr: VectorSelector, series: readonly SteadySeries[], grows: boolean): readonly Sample[] {
  return matching(expr, series).map((one) => (one.grows === grows ? one : unknown()));
}

function matching(
  { metric, matchers }: VectorSelector,
  series: readonly SteadySeries[],
): readonly SteadySeries[] {
  const isTaken = ({ label, operator, value }: Matcher, one: SteadySeries) =>
    matcherTakes({ label, operator, value }, (label === "__name__" ? one.metric : one.labels[label]) ?? "");
  return series.filter(
    (one) => (metric === "" || one.metric === metric) && matchers.every((matcher) => isTaken(matcher, one)),
  );
}

function vector(expr: PromqlExpr, series: readonly SteadySeries[]): readonly Sample[] {
  const value = steadyValue(expr, series);
  return typeof value === "number" ? unknown() : value;
}

function scalar(expr: PromqlExpr | undefined, series: readonly SteadySeries[]): number {
  const value = expr === undefined ? unknown() : steadyValue(expr, series);
  return typeof value === "number" ? value : unknown();
}

function mapped(samples: readonly Sample[], change: (value: number) => number): readonly Sample[] {
  return samples.map(({ labels, value }) => ({ labels, value: change(value) }));
}

function called({ name, args }: Call, series: readonly SteadySeries[]): readonly Sample[] | number {
  const [first, second, third] = args;
  if (first === undefined) {
    return unknown();
  }
  if (LEVEL.has(name)) {
    return overRange(name === "quantile_over_time" ? (second ?? first) : first, series);
  }
  if (RATES.has(name) || name === "increase") {
    if (first.kind !== "selector" || first.range === undefined) {
      return unknown();
    }
    const seconds = name === "increase" ? durationSeconds(first.range) : 1;
    return mapped(selected(first, series, true), (value) => value * seconds);
  }
  switch (name) {
    case "vector":
      return [{ labels: {}, value: scalar(first, series) }];
    case "scalar": {
      const [only, ...others] = vector(first, series);
      return only !== undefined && others.length === 0 ? only.value : Number.NaN;
    }
    case "abs":
      return mapped(vector(first, series), Math.abs);
    case "clamp_min": {
      const least = scalar(second, series);
      return mapped(vector(first, series), (value) => Math.max(least, value));
    }
    case "clamp_max": {
      const most = scalar(second, series);
      return mapped(vector(first, series), (value) => Math.min(most, value));
    }
    case "clamp": {
      const [least, most] = [scalar(second, series), scalar(third, series)];
      return mapped(vector(first, series), (value) => Math.min(most, Math.max(least, value)));
    }
    default: {
      // Of nothing, every other function makes nothing, but for those that tell that it is nothing.
      const read = args.find((arg) => !isScalar(arg));
      const isNothing = read !== undefined && !name.startsWith("absent") && isEmpty(read, series);
      return isNothing ? [] : unknown();
    }
  }
}

function isScalar(expr: PromqlExpr): boolean {
  return expr.kind === "number" || expr.kind === "string" || (expr.kind === "call" && expr.name === "scalar");
}

function isEmpty(expr: PromqlExpr, series: readonly SteadySeries[]): boolean {
  if (expr.kind === "selector") {
    return matching(expr, series).length === 0;
  }
  return vector(expr.kind === "subquery" ? expr.expr : expr, series).length === 0;
}

function overRange(range: PromqlExpr, series: readonly SteadySeries[]): readonly Sample[] {
  if (range.kind === "subquery") {
    return vector(range.expr, series);
  }
  return range.kind === "selector" && range.range !== undefined ? selected(range, series, false) : unknown();
}

const AGGREGATE: Readonly<Record<string, (values: readonly number[]) => number>> = {
  avg: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  count: (values) => values.length,
  group: () => 1,
  max: (values) => Math.max(...values),
  min: (values) => Math.min(...values),
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
};

function aggregated({ operator, by, without }: Aggregation, samples: readonly Sample[]): readonly Sample[] {
  const combined = AGGREGATE[operator] ?? unknown();
  const kept = (labels: Labels) => (without === undefined ? only(labels, by ?? []) : except(labels, without));
  const groups = new Map<string, { readonly labels: Labels; readonly values: number[] }>();
  for (const { labels, value } of samples) {
    const group = kept(labels);
    const known = groups.get(keyOf(group)) ?? { labels: group, values: [] };
    known.values.push(value);
    groups.set(keyOf(group), known);
  }
  return [...groups.values()].map(({ labels, values }) => ({ labels, value: combined(values) }));
}

type Value = readonly Sample[] | number;

function joined(expr: Binary, left: Value, right: Value): Value {
  if (typeof left === "number" && typeof right === "number") {
    return calculated(expr, left, right) ?? unknown();
  }
  if (typeof left === "number" || typeof right === "number") {
    const samples = typeof left === "number" ? right : left;
    return (typeof samples === "number" ? [] : samples).flatMap(({ labels, value }) => {
      const [a, b] = [typeof left === "number" ? left : value, typeof right === "number" ? right : value];
      const result = calculated(expr, a, b);
      // A comparison keeps the value of the vector, whichever side that stands on.
      const kept = isFilter(expr) && result !== undefined ? value : result;
      return kept === undefined ? [] : [{ labels, value: kept }];
    });
  }
  const signature = ({ labels }: Sample) => {
    const { on, ignoring = [] } = expr.matching ?? {};
    return keyOf(on === undefined ? except(labels, ignoring) : only(labels, on));
  };
  switch (expr.operator) {
    case "and":
      return left.filter((one) => right.some((other) => signature(one) === signature(other)));
    case "unless":
      return left.filter((one) => !right.some((other) => signature(one) === signature(other)));
    case "or":
      return [...left, ...right.filter((one) => !left.some((other) => signature(one) === signature(other)))];
    default:
      return matched(expr, left, right, signature);
  }
}

function matched(
  expr: Binary,
  left: readonly Sample[],
  right: readonly Sample[],
  signature: (sample: Sample) => string,
): readonly Sample[] {
  const { on, ignoring = [], groupLeft, groupRight } = expr.matching ?? {};
  if (groupRight !== undefined || (groupLeft ?? []).length > 0) {
    return unknown();
  }
  return left.flatMap((one) => {
    const partners = right.filter((other) => signature(other) === signature(one));
    const rivals = left.filter((other) => signature(other) === signature(one));
    const [partner] = partners;
    if (partner === undefined) {
      return [];
    }
    if (partners.length > 1 || (groupLeft === undefined && rivals.length > 1)) {
      return unknown();
    }
    const value = calculated(expr, one.value, partner.value);
    const whole = groupLeft !== undefined || isFilter(expr);
    const labels = whole
      ? one.labels
      : on === undefined
        ? except(one.labels, ignoring)
        : only(one.labels, on);
    return value === undefined ? [] : [{ labels, value: isFilter(expr) ? one.value : value }];
  });
}

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  "==": (a, b) => a === b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  "%": (a, b) => a % b,
  "*": (a, b) => a * b,
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "/": (a, b) => a / b,
  "^": (a, b) => a ** b,
};

function isFilter({ operator, bool }: Binary): boolean {
  return COMPARISONS[operator] !== undefined && bool !== true;
}

/** The result of one pair of values; `undefined` where a comparison drops it. */
function calculated({ operator, bool }: Binary, a: number, b: number): number | undefined {
  const compared = COMPARISONS[operator];
  if (compared !== undefined) {
    return bool === true ? Number(compared(a, b)) : compared(a, b) ? a : undefined;
  }
  return (ARITHMETIC[operator] ?? unknown())(a, b);
}

function only(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => names.includes(name)));
}

function except(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !names.includes(name)));
}

function keyOf(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
