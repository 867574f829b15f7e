import { z } from "zod";
import { type LabelConditions, type Matcher, toMatchers } from "../query/promql/index.ts";
import { durationSchema, issue, labelNameSchema, nameSchema, textSchema, withDefaults } from "./common.ts";
import type {
  CounterHandle,
  HistogramHandle,
  NativeHistogramHandle,
  Selection,
  TargetLabel,
} from "./handles.ts";
import type { LatencyThreshold } from "./latency-threshold.ts";
import { runbookSchema } from "./runbook.ts";
import { type Sli, sliSchema } from "./sli.ts";
import { located } from "./source.ts";

/** Labels that recorded series and alerts of an SLO have already; none can be grouped by. */
export const RESERVED_SLO_LABELS = [
  "alertname",
  "environment",
  "factor",
  "le",
  "long",
  "objective",
  "outcome",
  "part",
  "service",
  "severity",
  "short",
  "slo",
  "team",
  "tier",
] as const;

/**
 * A schema for an objective: decimal text, above 0 and below 100. A budget of less than one in a hundred million is
 * beyond what sums of floating-point numbers over a window can tell from rounding.
 */
export const objectiveSchema = z.custom<string>().superRefine((objective: unknown, context) => {
  const mistake = objectiveMistake(objective);
  if (mistake !== undefined) {
    context.addIssue({ code: "custom", message: mistake.error, params: mistake.params });
  }
});

function objectiveMistake(objective: unknown): ReturnType<typeof issue> | undefined {
  if (objective === undefined) {
    const hint = 'Write a percentage as decimal text, such as "99.9".';
    return issue("missing-key", '"objective" is missing', hint);
  }
  if (typeof objective !== "string") {
    const example = typeof objective === "number" ? String(objective) : "99.9";
    const hint = `Write it in quotes, "${example}": a budget is calculated from its digits.`;
    return issue("invalid-value", "an objective is decimal text", hint);
  }
  const [, places] = /^\d{1,3}(?:\.(\d+?)0*)?$/.exec(objective) ?? [];
  if (places !== undefined && places.length > 6 && Number(objective) < 100) {
    return issue(
      "objective-out-of-range",
      "an objective of more than six decimal places",
      'Nothing that Prometheus adds up is as exact: write "99.999999" at most. A budget that small is spent by one event in a hundred million.',
    );
  }
  return /^\d{1,3}(\.\d+)?$/.test(objective) && Number(objective) > 0 && Number(objective) < 100
    ? undefined
    : issue(
        "objective-out-of-range",
        "an objective is a percentage above 0 and below 100",
        'Write it as decimal text, such as "99.9"; 100 would leave no budget to spend.',
      );
}

const groupingSchema = z
  .array(labelNameSchema)
  .refine(
    (labels) => labels.every((label) => !(RESERVED_SLO_LABELS as readonly string[]).includes(label)),
    issue(
      "invalid-value",
      "a label that every SLO has or that tells its parts apart",
      `Group by a label of the metric; ${RESERVED_SLO_LABELS.join(", ")} are taken.`,
    ),
  );

/** A schema for {@link Slo}. */
export const sloSchema = z.strictObject({
  kind: z.literal("slo"),
  name: nameSchema,
  objective: objectiveSchema,
  window: durationSchema,
  by: groupingSchema.readonly().optional(),
  description: textSchema.optional(),
  runbook: runbookSchema.optional(),
  sli: sliSchema,
});

/** An objective for one service level indicator over a rolling window. */
export type Slo = z.infer<typeof sloSchema>;

/** What every SLO may say of itself. */
export interface SloOptions<Label extends string = never> {
  /** Stable name, unique within the service. Default: the kind, such as `availability` or `latency`. */
  readonly name?: string;
  /** Percentage of good events, as decimal text: `"99.9"`. Above 0, below 100. */
  readonly objective: string;
  /** Rolling window that the objective is for, at least a day. Default `"30d"`. */
  readonly window?: string;
  /** Labels that each get a budget and alerts of their own, such as `["route"]`. Default: one budget for all. */
  readonly by?: readonly (NoInfer<Label> | TargetLabel)[];
  /** What the objective promises to users, in a sentence. */
  readonly description?: string;
  /**
   * Address of the runbook for this SLO's alerts, or a Markdown file of the workspace such as
   * `"runbooks/checkout.md#availability"`. Default: by the alert's name in the service's runbooks.
   */
  readonly runbook?: string;
}

/** Bad or good events, told apart by labels of all counters of the total. */
export type EventPart<Label extends string> =
  | { readonly bad: LabelConditions<Label>; readonly good?: never }
  | { readonly good: LabelConditions<Label>; readonly bad?: never };

/** One counter, or several that are added up. */
export type Counters<Label extends string> = CounterHandle<Label> | readonly CounterHandle<Label>[];

/** Bad, good and all events as counters of their own; two of the three tell the third. */
export type CountedEvents<Label extends string> =
  | { readonly total: Counters<Label>; readonly bad: Counters<Label>; readonly good?: never }
  | { readonly total: Counters<Label>; readonly good: Counters<Label>; readonly bad?: never }
  | { readonly good: Counters<Label>; readonly bad: Counters<Label>; readonly total?: never };

/** What {@link availability} takes. */
export type AvailabilityOptions<Label extends string> = SloOptions<Label> &
  (
    | (EventPart<Label> & {
        /** All events that count, as a counter or several that are added up. */
        readonly total: Counters<Label>;
      })
    | CountedEvents<Label>
  );

/**
 * An SLO on the share of good events among all events.
 *
 * @example availability({ objective: "99.9", total: requests, bad: { status_code: /5../ } })
 * @example availability({ objective: "99.9", good: [delivered, delayed], bad: lost })
 */
export function availability<Label extends string>(options: AvailabilityOptions<Label>): Slo {
  const { total, bad, good, ...rest } = options;
  return slo("availability", rest, eventsSli(total, bad, good), availability);
}

/** What {@link latency} takes. */
export interface LatencyOptions<Label extends string, Bound extends number> extends SloOptions<Label> {
  /** A histogram of durations in seconds. */
  readonly of: HistogramHandle<Label, Bound> | NativeHistogramHandle<Label>;
  /** Longest duration of a good event; of a classic histogram it must be a bucket bound. */
  readonly within: LatencyThreshold<Bound>;
}

/**
 * An SLO on the share of events that took no longer than a threshold.
 *
 * @example latency({ objective: "99", of: duration, within: "300ms" })
 */
export function latency<Label extends string, Bound extends number>(
  options: LatencyOptions<Label, Bound>,
): Slo {
  const { of, within, ...rest } = options;
  const native = of?.kind === "nativeHistogram";
  return slo("latency", rest, { kind: "latency", histogram: selection(of), native, within }, latency);
}

/** Makes an SLO of any kind, with its defaults. @internal */
export function slo(
  name: string,
  options: SloOptions<string>,
  sli: Sli,
  // biome-ignore lint/complexity/noBannedTypes: captureStackTrace takes any function
  builder: Function,
): Slo {
  return located<Slo>({ ...withDefaults({ name, window: "30d" }, options), kind: "slo", sli }, builder);
}

/** A handle as a selection; what is none (plain JavaScript, a cast) stays as it is, for the schema to refuse. @internal */
export function selection(handle: Selection | undefined): {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
} {
  const isHandle = typeof handle === "object" && handle !== null && "metric" in handle;
  return isHandle ? { metric: handle.metric, matchers: handle.matchers } : (handle as never);
}

type AnyCounters = Counters<string> | undefined;

function eventsSli(total: AnyCounters, bad: unknown, good: unknown): Sli {
  const areCounters = isCounters(bad) && isCounters(good);
  if (total === undefined && areCounters) {
    const of = selections(bad);
    return { kind: "eventRatio", total: [...selections(good), ...of], part: { counts: "bad", of } };
  }
  const part = bad ?? good ?? {};
  const counts = bad === undefined ? "good" : good === undefined ? "bad" : UNCLEAR;
  if (isCounters(part)) {
    return { kind: "eventRatio", total: selections(total), part: { counts, of: selections(part) } };
  }
  const matchers = toMatchers(part as LabelConditions);
  if (Array.isArray(total) && total.length > 1 && matchers.length > 0) {
    const all = selections(total);
    return {
      kind: "eventRatio",
      total: all,
      part: { counts, of: all.map((one) => narrowed(one, matchers)) },
    };
  }
  const [one] = Array.isArray(total) ? total : [total];
  return { kind: "events", total: selection(one), part: { counts, matchers } };
}

// What plain JavaScript may leave out, and the schema refuses: a total; and which events count, where both are told.
const MISSING = undefined as never;
const UNCLEAR = undefined as never;

function isCounters(value: unknown): value is Counters<string> {
  return Array.isArray(value) || (typeof value === "object" && value !== null && "metric" in value);
}

function selections(counters: AnyCounters): readonly ReturnType<typeof selection>[] {
  if (counters === undefined) {
    return MISSING;
  }
  const list: readonly Selection[] = Array.isArray(counters) ? counters : [counters];
  return list.map(selection);
}

function narrowed(one: ReturnType<typeof selection>, matchers: readonly Matcher[]) {
  return Array.isArray(one?.matchers) ? { ...one, matchers: [...one.matchers, ...matchers] } : one;
}
