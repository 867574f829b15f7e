import { z } from "zod";
import { issue, labelNameSchema, metricNameSchema, textSchema, withDefaults } from "./common.ts";
import { located } from "./source.ts";
import type { UnitOf } from "./unit.ts";

/** What series that the cluster exposes are about: a pod, a claim of a volume, or anything else in a namespace. */
export const METRIC_SUBJECTS = ["pod", "claim", "namespace"] as const;

/** What the series of a {@link Metric} are about that the service does not expose itself. */
export type MetricSubject = (typeof METRIC_SUBJECTS)[number];

const shared = {
  about: z.enum(METRIC_SUBJECTS).optional(),
  name: metricNameSchema,
  labels: z.array(labelNameSchema).readonly(),
  unit: textSchema.optional(),
  help: textSchema.optional(),
  values: z.record(labelNameSchema, z.array(z.string()).readonly()).optional(),
};

const bucketsSchema = z
  .array(z.number())
  .min(1, "expected at least one bucket bound")
  .refine(
    (buckets) => buckets.every((bound, index) => index === 0 || bound > (buckets[index - 1] ?? 0)),
    issue(
      "invalid-value",
      "bucket bounds do not rise",
      "List the upper bounds in ascending order, each once, without +Inf.",
    ),
  )
  .refine(
    (buckets) => buckets.every(Number.isFinite),
    issue("invalid-value", "a bucket bound is not finite", "Leave +Inf out: it is always there."),
  );

/** A schema for any metric of a catalog. */
export const metricSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("counter"), ...shared }),
  z.strictObject({ kind: z.literal("gauge"), ...shared }),
  z.strictObject({ kind: z.literal("histogram"), ...shared, buckets: bucketsSchema.readonly() }),
  z.strictObject({ kind: z.literal("nativeHistogram"), ...shared }),
  z.strictObject({ kind: z.literal("info"), ...shared }),
]);

/** Any metric of a catalog. */
export type Metric = z.infer<typeof metricSchema>;

/** Metrics of a service by a short name of your own; the handles carry these names. */
export type MetricCatalog = Readonly<Record<string, Metric>>;

/** What every metric may say of itself. */
export interface MetricOptions<Label extends string, Unit extends string = string> {
  /** Labels that the service itself sets; those of the target (`service`, `pod`, …) are always there. */
  readonly labels?: readonly Label[];
  /**
   * Unit of a value, such as `seconds`, `bytes` or `ratio`; `timestamp` for a moment in seconds since 1970.
   * Default: read from the name's suffix.
   */
  readonly unit?: Unit;
  /** What the metric counts, in a sentence. */
  readonly help?: string;
  /** The values that labels can have; a matcher that asks for another is a mistake. Default: any. */
  readonly values?: { readonly [L in NoInfer<Label>]?: readonly string[] };
  /**
   * Says that the cluster exposes the series (kube-state-metrics, the kubelet), so that they carry no `service`, and
   * what they are about. Queries keep to the service's namespace, and then: `"pod"`, by `namespace` and `pod`, to the
   * pods that are scraped for the service; `"claim"`, by `namespace` and `persistentvolumeclaim`, to the claims that
   * those pods mount; `"namespace"` to nothing more, so that a query names what it means. Default: the service exposes
   * the series itself.
   */
  readonly about?: MetricSubject;
}

interface MetricBase<Label extends string, Unit extends string = string> {
  readonly name: string;
  /** What thresholds may be written in; known to the compiler only. */
  readonly __unit?: Unit;
  readonly labels: readonly Label[];
  readonly unit?: string | undefined;
  readonly help?: string | undefined;
  readonly values?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly about?: MetricSubject | undefined;
}

/** A value that only grows, until the process restarts. */
export interface Counter<Label extends string = string, Unit extends string = string>
  extends MetricBase<Label, Unit> {
  readonly kind: "counter";
}
/** A value that goes up and down. */
export interface Gauge<Label extends string = string, Unit extends string = string>
  extends MetricBase<Label, Unit> {
  readonly kind: "gauge";
}
/** Observations counted in buckets with fixed upper bounds. */
export interface Histogram<
  Label extends string = string,
  Bound extends number = number,
  Unit extends string = string,
> extends MetricBase<Label, Unit> {
  readonly kind: "histogram";
  readonly buckets: readonly Bound[];
}
/** Observations counted in buckets of exponential width, in one series. */
export interface NativeHistogram<Label extends string = string, Unit extends string = string>
  extends MetricBase<Label, Unit> {
  readonly kind: "nativeHistogram";
}
/** A series of value 1 whose labels are the information, such as a build's version. */
export interface Info<Label extends string = string> extends MetricBase<Label> {
  readonly kind: "info";
}

function defaults<Label extends string, Options extends MetricOptions<Label>>(
  options: Options & MetricOptions<Label>,
): Omit<Options, keyof MetricOptions<Label>> & Omit<MetricBase<Label>, "name" | "__unit"> {
  return withDefaults({ labels: [] }, options) as Omit<Options, keyof MetricOptions<Label>> &
    Omit<MetricBase<Label>, "name" | "__unit">;
}

/**
 * Declares a counter.
 *
 * @param name the full name as exposed, with its `_total`
 * @example counter("http_requests_total", { labels: ["method", "route", "status_code"] })
 */
export function counter<
  const Label extends string = never,
  const Name extends string = string,
  const Unit extends string = UnitOf<Name>,
>(name: Name, options: MetricOptions<Label, Unit> = {}): Counter<Label, Unit> {
  return located<Counter<Label, Unit>>({ ...defaults(options), kind: "counter", name }, counter);
}

/**
 * Declares a gauge.
 *
 * @example gauge("checkout_queue_depth")
 */
export function gauge<
  const Label extends string = never,
  const Name extends string = string,
  const Unit extends string = UnitOf<Name>,
>(name: Name, options: MetricOptions<Label, Unit> = {}): Gauge<Label, Unit> {
  return located<Gauge<Label, Unit>>({ ...defaults(options), kind: "gauge", name }, gauge);
}

/**
 * Declares a classic histogram.
 *
 * @param name the base name, without `_bucket`, `_sum` and `_count`
 * @param options `buckets` are the upper bounds in the metric's unit, ascending, without +Inf
 * @example histogram("http_request_duration_seconds", { labels: ["route"], buckets: [0.05, 0.1, 0.3, 1, 3] })
 */
export function histogram<
  const Label extends string = never,
  const Bound extends number = number,
  const Name extends string = string,
  const Unit extends string = UnitOf<Name>,
>(
  name: Name,
  options: MetricOptions<Label, Unit> & { readonly buckets: readonly Bound[] },
): Histogram<Label, Bound, Unit> {
  return located<Histogram<Label, Bound, Unit>>({ ...defaults(options), kind: "histogram", name }, histogram);
}

/**
 * Declares a native histogram; any threshold can be asked of it.
 *
 * @example nativeHistogram("rpc_server_duration_seconds", { labels: ["rpc_method"] })
 */
export function nativeHistogram<
  const Label extends string = never,
  const Name extends string = string,
  const Unit extends string = UnitOf<Name>,
>(name: Name, options: MetricOptions<Label, Unit> = {}): NativeHistogram<Label, Unit> {
  return located<NativeHistogram<Label, Unit>>(
    { ...defaults(options), kind: "nativeHistogram", name },
    nativeHistogram,
  );
}

/**
 * Declares an info metric: value 1, the information is in its labels.
 *
 * @example info("build_info", { labels: ["version", "revision"] })
 */
export function info<const Label extends string = never>(
  name: string,
  options: MetricOptions<Label> = {},
): Info<Label> {
  return located<Info<Label>>({ ...defaults(options), kind: "info", name }, info);
}
