import type { RawCondition } from "./condition.ts";
import type { Condition, GaugeHandle } from "./handles.ts";
import { pipelineOf } from "./log-lines.ts";
import { type Slo, type SloOptions, selection, slo } from "./slo.ts";

/** What {@link errorRatio} takes. */
export interface ErrorRatioOptions extends Omit<SloOptions<string>, "by"> {
  /** PromQL whose value is the share of bad events, from 0 to 1; nothing is added to it, and every minute counts alike. */
  readonly ratio: RawCondition;
  /** Labels of the expression's result that each get a budget of their own. */
  readonly by?: readonly string[];
}

/**
 * An SLO on a share of errors that somebody computes already. Prefer `availability`, which is weighted by traffic.
 *
 * @example errorRatio({ objective: "99.5", ratio: promql('avg(mesh_error_ratio{service="checkout"})') })
 */
export function errorRatio(options: ErrorRatioOptions): Slo {
  const { ratio, ...rest } = options;
  return slo("error-ratio", rest, { kind: "errorRatio", promql: ratio?.promql }, errorRatio);
}

/** What {@link uptime} takes. */
export interface UptimeOptions<Label extends string> extends SloOptions<Label> {
  /** A gauge that is 1 while all is well and 0 otherwise. */
  readonly of: GaugeHandle<Label>;
}

/**
 * An SLO on the share of time that a gauge is 1; several series count as that many times as much time.
 *
 * @example uptime({ objective: "99.9", of: replicationHealthy })
 */
export function uptime<Label extends string>(options: UptimeOptions<Label>): Slo {
  const { of, ...rest } = options;
  return slo("uptime", rest, { kind: "uptime", gauge: selection(of) }, uptime);
}

/** What {@link timeSlices} takes. */
export interface TimeSlicesOptions extends SloOptions<string> {
  /** Length of a slice. Default `"1m"`. */
  readonly slice?: string;
  /**
   * What holds at the end of a good slice, of every series; a slice without data is no slice. To PromQL text, nothing
   * is added.
   */
  readonly good: Condition | RawCondition;
}

/**
 * An SLO on the share of time slices in which a condition holds.
 *
 * @example timeSlices({ objective: "99", good: queue.max().below(1_000) })
 */
export function timeSlices(options: TimeSlicesOptions): Slo {
  const { slice = "1m", good, ...rest } = options;
  return slo("time-slices", rest, { kind: "timeSlices", slice, good }, timeSlices);
}

/** What {@link probe} takes. */
export interface ProbeOptions extends Omit<SloOptions, "by"> {
  /** Address that is asked. */
  readonly url: string;
  /** Module of the blackbox exporter. Default `"http_2xx"`. */
  readonly module?: string;
  /** How often it is asked. Default `"30s"`. */
  readonly interval?: string;
  /** Longest duration of a good answer. Default: as long as the exporter waits. */
  readonly within?: string;
}

/**
 * An SLO on the share of requests from outside that succeed.
 *
 * @example probe({ objective: "99.9", url: "https://shop.example/health", within: "2s" })
 */
export function probe(options: ProbeOptions): Slo {
  const { url, module = "http_2xx", interval = "30s", within, ...rest } = options;
  const sli = { kind: "probe", url, module, interval, ...(within !== undefined && { within }) } as const;
  return slo("probe", rest, sli, probe);
}

/** What {@link logEvents} takes. */
export interface LogEventsOptions extends Omit<SloOptions<string>, "by"> {
  /** The bad lines: a condition on the service's lines, or a LogQL pipeline, which follows the stream selector. */
  readonly bad: string | { readonly pipeline: string };
  /** All lines that count, in the same way. Default: every line of the service. */
  readonly total?: string | { readonly pipeline: string };
  /** Labels of the lines (of their streams, or parsed by both pipelines) that each get a budget of their own. */
  readonly by?: readonly string[];
}

/**
 * An SLO on the share of good log lines. Loki counts them and sends the counts to Prometheus.
 *
 * @example logEvents({ objective: "99.5", total: lines.where({ kind: "order" }), bad: lines.where({ kind: "order", state: "lost" }) })
 */
export function logEvents(options: LogEventsOptions): Slo {
  const { bad, total = "", ...rest } = options;
  const sli = { kind: "logEvents", total: pipelineOf(total), bad: pipelineOf(bad) } as const;
  return slo("log-events", rest, sli, logEvents);
}

/** What {@link composite} takes. */
export interface CompositeOptions extends Omit<SloOptions, "by"> {
  /** Weights by the names of other SLOs of the service; all of one window. */
  readonly of: Readonly<Record<string, number>>;
}

/**
 * An SLO on the weighted mean of the error ratios of others; one without events is left out of the mean.
 *
 * @example composite({ name: "checkout", objective: "99.5", of: { availability: 2, latency: 1 } })
 */
export function composite(options: CompositeOptions): Slo {
  const { of, ...rest } = options;
  return slo("composite", rest, { kind: "composite", of }, composite);
}
