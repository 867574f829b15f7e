import {
  aggregate,
  arithmetic,
  type Binary,
  bucketMatcher,
  type ComparisonOperator,
  call,
  combine,
  compare,
  type Duration,
  divide,
  increase,
  type LabelConditions,
  type Matcher,
  number,
  over,
  type PromqlExpr,
  rate,
  selector,
  toMatchers,
} from "../query/promql/index.ts";
import type { Counter, Gauge, Histogram, Info, Metric, NativeHistogram } from "./metric.ts";
import { type RateThresholdText, type Share, type ThresholdText, thresholdNumber } from "./unit.ts";

/** Labels that every series of a service carries beside those that it sets itself. */
export type TargetLabel =
  | "service"
  | "team"
  | "environment"
  | "namespace"
  | "pod"
  | "container"
  | "instance"
  | "job";

/** Which series of a metric are meant. */
export interface Selection {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
}

/** A condition that an alert waits for. */
export interface Condition {
  readonly expr: Binary;
}

/** Labels that an aggregation keeps. */
export interface ByLabels<Label extends string> {
  readonly by?: readonly (Label | TargetLabel)[];
}

/** Values over time, ready to be compared: what `when` of an alert is made of. */
export class Query<Label extends string, Text extends string = string> {
  readonly expr: PromqlExpr;
  declare readonly __labels?: Label;

  constructor(expr: PromqlExpr) {
    this.expr = expr;
  }

  sum(options: ByLabels<Label> = {}): Query<Label, Text> {
    return new Query(aggregate("sum", this.expr, options));
  }
  max(options: ByLabels<Label> = {}): Query<Label, Text> {
    return new Query(aggregate("max", this.expr, options));
  }
  min(options: ByLabels<Label> = {}): Query<Label, Text> {
    return new Query(aggregate("min", this.expr, options));
  }
  avg(options: ByLabels<Label> = {}): Query<Label, Text> {
    return new Query(aggregate("avg", this.expr, options));
  }
  /** Divides series by series of the same labels; what comes out may be compared as a ratio or a percentage. */
  dividedBy(other: Query<string>): Query<Label, ThresholdText<"ratio">> {
    return new Query(divide(this.expr, other.expr));
  }

  above(threshold: number | Text): Condition {
    return this.#compare(">", threshold);
  }
  atLeast(threshold: number | Text): Condition {
    return this.#compare(">=", threshold);
  }
  below(threshold: number | Text): Condition {
    return this.#compare("<", threshold);
  }
  atMost(threshold: number | Text): Condition {
    return this.#compare("<=", threshold);
  }

  #compare(operator: ComparisonOperator, threshold: number | string): Condition {
    const { value, unit } = thresholdNumber(threshold);
    const literal = { ...number(value), ...(unit !== undefined && { unit }) };
    return { expr: compare(this.expr, operator, literal) };
  }
}

abstract class MetricHandle<Label extends string> implements Selection {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
  declare readonly __labels?: Label;

  constructor(metric: string, matchers: readonly Matcher[] = []) {
    this.metric = metric;
    this.matchers = matchers;
  }

  protected narrowed(conditions: LabelConditions): readonly Matcher[] {
    return [...this.matchers, ...toMatchers(conditions)];
  }
}

/** A counter of the service at hand. */
export class CounterHandle<
  Label extends string = string,
  Text extends string = string,
  RateText extends string = string,
> extends MetricHandle<Label> {
  readonly kind = "counter";

  /** Keeps the series whose labels fulfil the conditions. */
  where(conditions: LabelConditions<Label | TargetLabel>): CounterHandle<Label, Text, RateText> {
    return new CounterHandle(this.metric, this.narrowed(conditions));
  }
  /** Events a second over a window of at least four scrapes. */
  rate(window: Duration): Query<Label, RateText> {
    return new Query(rate(selector(this.metric, this.matchers), window));
  }
  /** Events over a window of at least four scrapes. */
  increase(window: Duration): Query<Label, Text> {
    return new Query(increase(selector(this.metric, this.matchers), window));
  }
  /**
   * The share of these events among all events of a total, over a window.
   *
   * @example requests.where({ status_code: /5../ }).shareOf(requests, "5m", { by: ["route"] }).above("5%")
   */
  shareOf<Other extends string>(
    total: CounterHandle<Other>,
    window: Duration,
    options: ByLabels<Label & Other> = {},
  ): Query<Label, ThresholdText<"ratio">> {
    const all = aggregate("sum", rate(selector(total.metric, total.matchers), window), options);
    const part = aggregate("sum", rate(selector(this.metric, this.matchers), window), options);
    return new Query(divide(part, all));
  }
}

/** A gauge of the service at hand. */
export class GaugeHandle<
  Label extends string = string,
  Text extends string = string,
> extends MetricHandle<Label> {
  readonly kind = "gauge";

  /** Keeps the series whose labels fulfil the conditions. */
  where(conditions: LabelConditions<Label | TargetLabel>): GaugeHandle<Label, Text> {
    return new GaugeHandle(this.metric, this.narrowed(conditions));
  }
  /** The gauge as it is, series by series. */
  value(): Query<Label, Text> {
    return new Query(selector(this.metric, this.matchers));
  }
  sum(options: ByLabels<Label> = {}): Query<Label, Text> {
    return this.value().sum(options);
  }
  max(options: ByLabels<Label> = {}): Query<Label, Text> {
    return this.value().max(options);
  }
  min(options: ByLabels<Label> = {}): Query<Label, Text> {
    return this.value().min(options);
  }
  avg(options: ByLabels<Label> = {}): Query<Label, Text> {
    return this.value().avg(options);
  }
  /** The mean of each series over a window. */
  averageOver(window: Duration): Query<Label, Text> {
    return this.#over("avg_over_time", window);
  }
  /** The highest value of each series over a window. */
  maxOver(window: Duration): Query<Label, Text> {
    return this.#over("max_over_time", window);
  }
  /** The lowest value of each series over a window. */
  minOver(window: Duration): Query<Label, Text> {
    return this.#over("min_over_time", window);
  }
  /** How much each series rose (or, below zero, fell) over a window. */
  change(window: Duration): Query<Label, Text> {
    return this.#over("delta", window);
  }
  /** Seconds since the moment that the gauge holds, of a gauge that is a Unix timestamp. */
  age(): Query<Label, ThresholdText<"seconds">> {
    return new Query(arithmetic(call("time"), "-", selector(this.metric, this.matchers)));
  }
  /**
   * The value that each series has some seconds ahead when it goes on as it did over a window.
   *
   * @example free.forecast("6h", 86_400).below(0) // full within a day
   */
  forecast(window: Duration, seconds: number): Query<Label, Text> {
    return new Query(
      call("predict_linear", over(selector(this.metric, this.matchers), window), number(seconds)),
    );
  }

  /** Holds when no series of the gauge is there at all. */
  absent(): Condition {
    return { expr: compare(call("absent", selector(this.metric, this.matchers)), "==", number(1)) };
  }

  #over(name: string, window: Duration): Query<Label, Text> {
    return new Query(call(name, over(selector(this.metric, this.matchers), window)));
  }
}

/** A classic histogram of the service at hand. */
export class HistogramHandle<
  Label extends string = string,
  Bound extends number = number,
  Text extends string = string,
> extends MetricHandle<Label> {
  readonly kind = "histogram";
  declare readonly __bounds?: Bound;

  /** Keeps the series whose labels fulfil the conditions. */
  where(conditions: LabelConditions<Label | TargetLabel>): HistogramHandle<Label, Bound, Text> {
    return new HistogramHandle(this.metric, this.narrowed(conditions));
  }
  /**
   * The value that a share of observations stays under, interpolated between bucket bounds.
   *
   * @param share between 0 and 1: 0.99 for the 99th percentile
   * @example duration.quantile(0.99, "5m", { by: ["route"] }).above(1)
   */
  quantile<const Value extends number>(
    share: Share<Value>,
    window: Duration,
    options: ByLabels<Label> = {},
  ): Query<Label, Text> {
    const buckets = rate(this.#series("bucket"), window);
    const by = ["le", ...(options.by ?? [])];
    return new Query(call("histogram_quantile", number(share as number), aggregate("sum", buckets, { by })));
  }
  /** How many observations there were, as a counter: what an availability SLO may count. */
  count(): CounterHandle<Label, never, never> {
    return new CounterHandle(`${this.metric}_count`, this.matchers);
  }
  /**
   * The share of observations that were at most a bucket bound, over a window.
   *
   * @example duration.shareWithin(0.3, "5m").below("99%")
   */
  shareWithin(
    bound: Bound,
    window: Duration,
    options: ByLabels<Label> = {},
  ): Query<Label, ThresholdText<"ratio">> {
    const buckets = selector(`${this.metric}_bucket`, [...this.matchers, bucketMatcher(bound)]);
    const within = aggregate("sum", rate(buckets, window), options);
    return new Query(divide(within, aggregate("sum", rate(this.#series("count"), window), options)));
  }
  /** Observations a second over a window of at least four scrapes. */
  rate(window: Duration): Query<Label, never> {
    return new Query(rate(this.#series("count"), window));
  }
  /** The mean of the observations over a window. */
  mean(window: Duration, options: ByLabels<Label> = {}): Query<Label, Text> {
    const total = aggregate("sum", rate(this.#series("sum"), window), options);
    return new Query(divide(total, aggregate("sum", rate(this.#series("count"), window), options)));
  }

  #series(suffix: "bucket" | "count" | "sum") {
    return selector(`${this.metric}_${suffix}`, this.matchers);
  }
}

/** A native histogram of the service at hand. */
export class NativeHistogramHandle<
  Label extends string = string,
  Text extends string = string,
> extends MetricHandle<Label> {
  readonly kind = "nativeHistogram";

  /** Keeps the series whose labels fulfil the conditions. */
  where(conditions: LabelConditions<Label | TargetLabel>): NativeHistogramHandle<Label, Text> {
    return new NativeHistogramHandle(this.metric, this.narrowed(conditions));
  }
  /**
   * The value that a share of observations stays under, interpolated within a bucket.
   *
   * @param share between 0 and 1: 0.99 for the 99th percentile
   * @example duration.quantile(0.99, "5m").above(1)
   */
  quantile<const Value extends number>(
    share: Share<Value>,
    window: Duration,
    options: ByLabels<Label> = {},
  ): Query<Label, Text> {
    return new Query(call("histogram_quantile", number(share as number), this.#sum(window, options)));
  }
  /** Observations a second over a window of at least four scrapes. */
  rate(window: Duration): Query<Label, never> {
    return new Query(call("histogram_count", this.#rate(window)));
  }
  /** The mean of the observations over a window. */
  mean(window: Duration, options: ByLabels<Label> = {}): Query<Label, Text> {
    return new Query(call("histogram_avg", this.#sum(window, options)));
  }

  #rate(window: Duration) {
    return rate(selector(this.metric, this.matchers), window);
  }
  #sum(window: Duration, options: ByLabels<Label>) {
    return aggregate("sum", this.#rate(window), options);
  }
}

/** An info metric of the service at hand. */
export class InfoHandle<Label extends string = string> extends MetricHandle<Label> {
  readonly kind = "info";
}

/**
 * Holds while all of the conditions do, for series of the same labels.
 *
 * @example allOf(errors.shareOf(requests, "5m").above("5%"), requests.rate("5m").sum().above(1))
 */
export function allOf(first: Condition, ...others: readonly Condition[]): Condition {
  return others.reduce((all, { expr }) => ({ expr: combine(all.expr, "and", expr) }), first);
}

/** Holds while one of the conditions does. */
export function anyOf(first: Condition, ...others: readonly Condition[]): Condition {
  return others.reduce((any, { expr }) => ({ expr: combine(any.expr, "or", expr) }), first);
}

type HandleOf<M> =
  M extends Histogram<infer Label, infer Bound, infer Unit>
    ? HistogramHandle<Label, Bound, ThresholdText<Unit>>
    : M extends Counter<infer Label, infer Unit>
      ? CounterHandle<Label, ThresholdText<Unit>, RateThresholdText<Unit>>
      : M extends Gauge<infer Label, infer Unit>
        ? GaugeHandle<Label, ThresholdText<Unit>>
        : M extends NativeHistogram<infer Label, infer Unit>
          ? NativeHistogramHandle<Label, ThresholdText<Unit>>
          : M extends Info<infer Label>
            ? InfoHandle<Label>
            : never;

/** The handles that `slos` and `alerts` of a service receive, one for each metric, with its labels as types. */
export type MetricHandles<Metrics> = { readonly [K in keyof Metrics]: HandleOf<Metrics[K]> };

/** Makes the handles of a catalog. @internal */
export function metricHandles<Metrics extends Readonly<Record<string, Metric>>>(
  metrics: Metrics,
): MetricHandles<Metrics> {
  // What is no metric (plain JavaScript, a cast) gets no handle: the schema refuses it, and so does its use.
  const handles = Object.entries(metrics).map(
    ([key, metric]) => [key, metric && metricHandle(metric)] as const,
  );
  return Object.fromEntries(handles) as MetricHandles<Metrics>;
}

function metricHandle({ kind, name }: Metric): MetricHandle<string> {
  switch (kind) {
    case "counter":
      return new CounterHandle(name);
    case "gauge":
      return new GaugeHandle(name);
    case "histogram":
      return new HistogramHandle(name);
    case "nativeHistogram":
      return new NativeHistogramHandle(name);
    case "info":
      return new InfoHandle(name);
  }
}
