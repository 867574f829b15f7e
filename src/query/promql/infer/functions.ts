import type { Call, PromqlExpr } from "../ast.ts";
import { promqlFunctions } from "../functions.ts";
import { numberValue } from "../numbers.ts";
import { selectorsOf } from "../walk.ts";
import { ANYTHING, between, exactly, hull, NOT_NEGATIVE, SHARE, summed } from "./bounds.ts";
import { ANY_LABELS, added, dropped, labelsOf, NO_LABELS } from "./labels.ts";
import type { Bounds } from "./series.ts";
import type { Shape } from "./shape.ts";
import { perSecond } from "./units.ts";

const { POSITIVE_INFINITY: INFINITY } = Number;

/** Functions of the calendar, with what they can give. */
const CALENDAR: Readonly<Record<string, Bounds>> = {
  day_of_month: between(1, 31),
  day_of_week: between(0, 6),
  day_of_year: between(1, 366),
  days_in_month: between(28, 31),
  hour: between(0, 23),
  minute: between(0, 59),
  month: between(1, 12),
  year: between(1970, INFINITY),
};

/** Functions whose results are never negative, and have no unit. */
const COUNTS: ReadonlySet<string> = new Set(["changes", "resets", "histogram_count"]);

/** The earliest moment that a rule can be evaluated at: Crowsnest did not exist before. */
const NOW = between(1_700_000_000, INFINITY);

/** The shape of a call, from the shapes of its arguments. */
export function inferCall(expr: Call, infer: (expr: PromqlExpr) => Shape): Shape {
  const known = promqlFunctions.get(expr.name);
  const type = known?.returns;
  const main = expr.args.find((_, index) => {
    const wanted = known?.args[index] ?? known?.args.at(-1);
    return wanted === "instant" || wanted === "range";
  });
  const inner = main && infer(main);
  const argument = (index: number): Bounds => {
    const arg = expr.args[index];
    return arg === undefined ? ANYTHING : infer(arg).bounds;
  };
  if (inner === undefined) {
    return withoutSeries(expr, type, argument);
  }
  const made = { ...inner, type, role: inner.role && "derived" } as const;
  const series = inner.series;
  switch (expr.name) {
    case "rate":
    case "irate":
      return inner.role === "native"
        ? { ...inner, type }
        : { ...made, bounds: NOT_NEGATIVE, unit: perSecond(inner.unit), role: bucketOr(inner, "rate") };
    case "increase":
      return inner.role === "native"
        ? { ...inner, type }
        : { ...made, bounds: NOT_NEGATIVE, role: bucketOr(inner, "rate") };
    case "delta":
    case "idelta":
      return { ...made, bounds: ANYTHING };
    case "deriv":
      return { ...made, bounds: ANYTHING, unit: perSecond(inner.unit) };
    case "predict_linear":
      return { ...made, bounds: ANYTHING };
    case "avg_over_time":
    case "min_over_time":
    case "max_over_time":
    case "last_over_time":
    case "first_over_time":
      return { ...inner, type };
    case "quantile_over_time":
      return { ...inner, type, role: "quantile" };
    case "sum_over_time":
      return { ...made, bounds: summed(inner.bounds) };
    case "count_over_time":
      return { ...made, bounds: between(1, INFINITY), unit: undefined };
    case "present_over_time":
      return { ...made, bounds: exactly(1), unit: undefined };
    case "absent":
    case "absent_over_time":
      return { ...made, labels: absentLabels(main), bounds: exactly(1), unit: undefined, filters: true };
    case "histogram_quantile":
      return {
        ...made,
        labels: dropped(inner.labels, ["le"]),
        bounds: quantileBounds(inner),
        unit: series?.unit ?? inner.unit?.replace(/\/second$/, ""),
        role: "quantile",
      };
    case "histogram_fraction":
      return { ...made, labels: dropped(inner.labels, ["le"]), bounds: SHARE, unit: "ratio" };
    case "histogram_avg":
      return { ...made, bounds: ANYTHING, role: "mean" };
    case "label_replace":
    case "label_join": {
      const label = expr.args[1];
      return { ...inner, type, labels: added(inner.labels, label?.kind === "string" ? [label.value] : []) };
    }
    case "info":
      return { ...inner, type, labels: { ...inner.labels, open: true } };
    case "sort":
    case "sort_desc":
    case "sort_by_label":
    case "sort_by_label_desc":
      return { ...inner, type };
    case "abs":
      return { ...inner, type, bounds: magnitude(inner.bounds) };
    case "ceil":
    case "floor":
    case "round":
      return { ...made, bounds: rounded(expr, inner.bounds) };
    case "clamp":
      return { ...made, bounds: { min: argument(1).min, max: argument(2).max } };
    case "clamp_min":
      return { ...made, bounds: { min: Math.max(inner.bounds.min, argument(1).min), max: inner.bounds.max } };
    case "clamp_max":
      return { ...made, bounds: { min: inner.bounds.min, max: Math.min(inner.bounds.max, argument(1).max) } };
    case "scalar":
      return { ...made, labels: NO_LABELS, filters: false };
    case "timestamp":
      return { ...made, bounds: NOT_NEGATIVE, unit: "timestamp" };
    case "sgn":
      return { ...made, bounds: between(-1, 1), unit: undefined };
    case "sqrt":
    case "exp":
      return { ...made, bounds: NOT_NEGATIVE, unit: undefined };
    default: {
      const bounds = CALENDAR[expr.name] ?? (COUNTS.has(expr.name) ? NOT_NEGATIVE : ANYTHING);
      return { ...made, bounds, unit: undefined };
    }
  }
}

function withoutSeries(expr: Call, type: Shape["type"], argument: (index: number) => Bounds): Shape {
  const nothing = { labels: NO_LABELS, role: "derived", filters: false, series: undefined } as const;
  switch (expr.name) {
    case "time":
      return { ...nothing, type, unit: "timestamp", bounds: NOW };
    case "pi":
      return { ...nothing, type, unit: undefined, bounds: exactly(Math.PI) };
    case "vector":
      return { ...nothing, type, unit: undefined, bounds: argument(0) };
    default: {
      const bounds = CALENDAR[expr.name] ?? ANYTHING;
      const labels = type === undefined ? ANY_LABELS : NO_LABELS;
      return { ...nothing, type, labels, unit: undefined, bounds };
    }
  }
}

/** A rate of buckets is still a histogram. */
function bucketOr<Other extends Shape["role"]>(inner: Shape, other: Other): "bucket" | Other | undefined {
  return inner.role === undefined ? undefined : inner.role === "bucket" ? "bucket" : other;
}

/** A quantile lies between zero (or below, when the first bound is negative) and the greatest finite bound. */
function quantileBounds({ role, series }: Shape): Bounds {
  const buckets = role === "bucket" ? series?.buckets : undefined;
  const first = buckets?.[0];
  const last = buckets?.at(-1);
  return first === undefined || last === undefined ? ANYTHING : between(first > 0 ? 0 : -INFINITY, last);
}

/** What is absent has the labels that its selector asks for by their value. */
function absentLabels(arg: PromqlExpr | undefined) {
  if (arg?.kind !== "selector") {
    return arg !== undefined && selectorsOf(arg).length === 0 ? ANY_LABELS : NO_LABELS;
  }
  const asked = arg.matchers.filter(({ operator, label }) => operator === "=" && label !== "__name__");
  const names = asked.map(({ label }) => label);
  return labelsOf(names, names);
}

function magnitude({ min, max }: Bounds): Bounds {
  const ends = [Math.abs(min), Math.abs(max)];
  return { min: min <= 0 && max >= 0 ? 0 : Math.min(...ends), max: Math.max(...ends) };
}

function rounded({ name, args }: Call, bounds: Bounds): Bounds {
  const step = args[1]?.kind === "number" ? (numberValue(args[1].text) ?? 1) : 1;
  const near = hull(
    { min: Math.floor(bounds.min / step) * step, max: Math.floor(bounds.max / step) * step },
    { min: Math.ceil(bounds.min / step) * step, max: Math.ceil(bounds.max / step) * step },
  );
  return name === "round" && args.length > 1 && args[1]?.kind !== "number" ? ANYTHING : near;
}
