import {
  aggregate,
  arithmetic,
  type Binary,
  type ComparisonOperator,
  call,
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

/** Labels that every series of a service carries beside those that it sets itself. */
export type TargetLabel = "service" | "team" | "environment" | "namespace" | "pod" | "instance" | "job";

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
export class Query<Label extends string> {
  readonly expr: PromqlExpr;
  declare readonly __labels?: Label;

  constructor(expr: PromqlExpr) {
    this.expr = expr;
  }

  sum(options: ByLabels<Label> = {}): Query<Label> {
    return new Query(aggregate("sum", this.expr, options));
  }
  max(options: ByLabels<Label> = {}): Query<Label> {
    return new Query(aggregate("max", this.expr, options));
  }
  min(options: ByLabels<Label> = {}): Query<Label> {
    return new Query(aggregate("min", this.expr, options));
  }
  avg(options: ByLabels<Label> = {}): Query<Label> {
    return new Query(aggregate("avg", this.expr, options));
  }
  /** Divides series by series of the same labels. */
  dividedBy(other: Query<string>): Query<Label> {
    return new Query(divide(this.expr, other.expr));
  }

  above(threshold: number): Condition {
    return this.#compare(">", threshold);
  }
  atLeast(threshold: number): Condition {
    return this.#compare(">=", threshold);
  }
  below(threshold: number): Condition {
    return this.#compare("<", threshold);
  }
  atMost(threshold: number): Condition {
    return this.#compare("<=", threshold);
  }

  #compare(operator: ComparisonOperator, threshold: number): Condition {
    return { expr: compare(this.expr, operator, number(threshold)) };
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
export class CounterHandle<Label extends string = string> extends MetricHandle<Label> {
  readonly kind = "counter";

  /** Keeps the series whose labels fulfil the conditions. */
  where(conditions: LabelConditions<Label>): CounterHandle<Label> {
    return new CounterHandle(this.metric, this.narrowed(conditions));
  }
  /** Events a second over a window of at least four scrapes. */
  rate(window: Duration): Query<Label> {
    return new Query(rate(selector(this.metric, this.matchers), window));
  }
  /** Events over a window of at least four scrapes. */
  increase(window: Duration): Query<Label> {
    return new Query(increase(selector(this.metric, this.matchers), window));
  }
}

/** A gauge of the service at hand. */
export class GaugeHandle<Label extends string = string> extends MetricHandle<Label> {
  readonly kind = "gauge";

  /** Keeps the series whose labels fulfil the conditions. */
  where(conditions: LabelConditions<Label>): GaugeHandle<Label> {
    return new GaugeHandle(this.metric, this.narrowed(conditions));
  }
  /** The gauge as it is, series by series. */
  value(): Query<Label> {
    return new Query(selector(this.metric, this.matchers));
  }
  sum(options: ByLabels<Label> = {}): Query<Label> {
    return this.value().sum(options);
  }
  max(options: ByLabels<Label> = {}): Query<Label> {
    return this.value().max(options);
  }
  min(options: ByLabels<Label> = {}): Query<Label> {
    return this.value().min(options);
  }
  avg(options: ByLabels<Label> = {}): Query<Label> {
    return this.value().avg(options);
  }
  /** The mean of each series over a window. */
  averageOver(window: Duration): Query<Label> {
    return this.#over("avg_over_time", window);
  }
  /** The highest value of each series over a window. */
  maxOver(window: Duration): Query<Label> {
    return this.#over("max_over_time", window);
  }
  /** The lowest value of each series over a window. */
  minOver(window: Duration): Query<Label> {
    return this.#over("min_over_time", window);
  }
  /** How much each series rose (or, below zero, fell) over a window. */
  change(window: Duration): Query<Label> {
    return this.#over("delta", window);
  }
  /** Seconds since the moment that the gauge holds, of a gauge that is a Unix timestamp. */
  age(): Query<Label> {
    return new Query(arithmetic(call("time"), "-", selector(this.metric, this.matchers)));
  }
  /**
   * The value that each series has some seconds ahead when it goes on as it did over a window.
   *
   * @example free.forecast("6h", 86_400).below(0) // full within a day
   */
  forecast(window: Duration, seconds: number): Query<Label> {
    return new Query(
      call("predict_linear", over(selector(this.metric, this.matchers), window), number(seconds)),
    );
  }

  #over(name: string, window: Duration): Query<Label> {
    return new Query(call(name, over(selector(this.metric, this.matchers), window)));
  }
}

/** A classic histogram of the service at hand. */
export class HistogramHandle<
  Label extends string = string,
  Bound extends number = number,
> extends MetricHandle<Label> {
  readonly kind = "histogram";
  declare readonly __bounds?: Bound;

  /** Keeps the series whose labels fulfil the conditions. */
  where(conditions: LabelConditions<Label>): HistogramHandle<Label, Bound> {
    return new HistogramHandle(this.metric, this.narrowed(conditions));
  }
  /**
   * The value that a share of observations stays under, interpolated between bucket bounds.
   *
   * @param share between 0 and 1: 0.99 for the 99th percentile
   * @example duration.quantile(0.99, "5m", { by: ["route"] }).above(1)
   */
  quantile(share: number, window: Duration, options: ByLabels<Label> = {}): Query<Label> {
    const buckets = rate(this.#series("bucket"), window);
    const by = ["le", ...(options.by ?? [])];
    return new Query(call("histogram_quantile", number(share), aggregate("sum", buckets, { by })));
  }
  /** Observations a second over a window of at least four scrapes. */
  rate(window: Duration): Query<Label> {
    return new Query(rate(this.#series("count"), window));
  }
  /** The mean of the observations over a window. */
  mean(window: Duration, options: ByLabels<Label> = {}): Query<Label> {
    const total = aggregate("sum", rate(this.#series("sum"), window), options);
    return new Query(divide(total, aggregate("sum", rate(this.#series("count"), window), options)));
  }

  #series(suffix: "bucket" | "count" | "sum") {
    return selector(`${this.metric}_${suffix}`, this.matchers);
  }
}

/** A native histogram of the service at hand. */
export class NativeHistogramHandle<Label extends string = string> extends MetricHandle<Label> {
  readonly kind = "nativeHistogram";

  /** Keeps the series whose labels fulfil the conditions. */
  where(conditions: LabelConditions<Label>): NativeHistogramHandle<Label> {
    return new NativeHistogramHandle(this.metric, this.narrowed(conditions));
  }
  /**
   * The value that a share of observations stays under, interpolated within a bucket.
   *
   * @param share between 0 and 1: 0.99 for the 99th percentile
   * @example duration.quantile(0.99, "5m").above(1)
   */
  quantile(share: number, window: Duration, options: ByLabels<Label> = {}): Query<Label> {
    return new Query(call("histogram_quantile", number(share), this.#sum(window, options)));
  }
  /** Observations a second over a window of at least four scrapes. */
  rate(window: Duration): Query<Label> {
    return new Query(call("histogram_count", this.#rate(window)));
  }
  /** The mean of the observations over a window. */
  mean(window: Duration, options: ByLabels<Label> = {}): Query<Label> {
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

type HandleOf<M> =
  M extends Histogram<infer Label, infer Bound>
    ? HistogramHandle<Label, Bound>
    : M extends Counter<infer Label>
      ? CounterHandle<Label>
      : M extends Gauge<infer Label>
        ? GaugeHandle<Label>
        : M extends NativeHistogram<infer Label>
          ? NativeHistogramHandle<Label>
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
