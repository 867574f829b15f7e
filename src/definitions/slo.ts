import { z } from "zod";
import type { LabelConditions, Matcher } from "../query/promql/index.ts";
import { toMatchers } from "../query/promql/index.ts";
import { durationSchema, issue, metricNameSchema, nameSchema, textSchema, urlSchema } from "./common.ts";
import type { CounterHandle, HistogramHandle, NativeHistogramHandle, Selection } from "./handles.ts";
import type { LatencyThreshold } from "./latency-threshold.ts";
import { located } from "./source.ts";

const matcherSchema = z.strictObject({
  label: z.string(),
  operator: z.enum(["=", "!=", "=~", "!~"]),
  value: z.string(),
});

/** A schema for the series of one metric that are meant. */
export const selectionSchema = z.strictObject({
  metric: metricNameSchema,
  matchers: z.array(matcherSchema).readonly(),
});

/** A schema for an objective: decimal text, above 0 and below 100. */
export const objectiveSchema = z
  .string()
  .refine(
    (text) => /^\d{1,3}(\.\d{1,10})?$/.test(text) && Number(text) > 0 && Number(text) < 100,
    issue(
      "objective-out-of-range",
      "an objective is a percentage above 0 and below 100",
      'Write it as decimal text, such as "99.9"; 100 would leave no budget to spend.',
    ),
  );

const eventsSchema = z.strictObject({
  kind: z.literal("events"),
  total: selectionSchema,
  /** The part of the total that is bad (or good) by its labels. */
  part: z.strictObject({
    counts: z.enum(["bad", "good"]),
    matchers: z.array(matcherSchema).min(1).readonly(),
  }),
});

const latencySchema = z.strictObject({
  kind: z.literal("latency"),
  histogram: selectionSchema,
  native: z.boolean(),
  within: durationSchema,
});

/** A schema for {@link Slo}. */
export const sloSchema = z.strictObject({
  kind: z.literal("slo"),
  name: nameSchema,
  objective: objectiveSchema,
  window: durationSchema,
  description: textSchema.optional(),
  runbook: urlSchema.optional(),
  sli: z.discriminatedUnion("kind", [eventsSchema, latencySchema]),
});

/** An objective for one service level indicator over a rolling window. */
export type Slo = z.infer<typeof sloSchema>;

/** What every SLO may say of itself. */
export interface SloOptions {
  /** Stable name, unique within the service. Default: the kind, `availability` or `latency`. */
  readonly name?: string;
  /** Percentage of good events, as decimal text: `"99.9"`. Above 0, below 100. */
  readonly objective: string;
  /** Rolling window that the objective is for. Default `"30d"`. */
  readonly window?: string;
  /** What the objective promises to users, in a sentence. */
  readonly description?: string;
  /** Address of the runbook for this SLO's alerts. Default: below the service's runbook base. */
  readonly runbook?: string;
}

/** Bad or good events, told apart by labels of the total. */
export type EventPart<Label extends string> =
  | { readonly bad: LabelConditions<Label>; readonly good?: never }
  | { readonly good: LabelConditions<Label>; readonly bad?: never };

/** What {@link availability} takes. */
export type AvailabilityOptions<Label extends string> = SloOptions &
  EventPart<Label> & {
    /** All events that count, as a counter. */
    readonly total: CounterHandle<Label>;
  };

/**
 * An SLO on the share of good events among all events.
 *
 * @example availability({ objective: "99.9", total: requests, bad: { status_code: /5../ } })
 */
export function availability<Label extends string>(options: AvailabilityOptions<Label>): Slo {
  const { total, bad, good, ...rest } = options;
  const counts = bad === undefined ? "good" : "bad";
  const part = { counts, matchers: toMatchers(bad ?? good ?? {}) } as const;
  const sli = { kind: "events", total: selection(total), part } as const;
  return located({ kind: "slo", name: "availability", window: "30d", ...rest, sli }, availability);
}

/** What {@link latency} takes. */
export interface LatencyOptions<Label extends string, Bound extends number> extends SloOptions {
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
  const sli = { kind: "latency", histogram: selection(of), native, within } as const;
  return located({ kind: "slo", name: "latency", window: "30d", ...rest, sli }, latency);
}

// A handle that is missing (plain JavaScript, a cast) becomes a selection that the schema refuses.
function selection(handle: Selection | undefined): { metric: string; matchers: readonly Matcher[] } {
  return { metric: handle?.metric ?? "", matchers: handle?.matchers ?? [] };
}
