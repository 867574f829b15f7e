import { z } from "zod";
import { durationSchema, issue, nameSchema, type Severity, severitySchema } from "./common.ts";
import { located } from "./source.ts";

/** Fewer bad events than this within the long window are an accident, however few events there were in all. */
const DEFAULT_MINIMUM_BAD_EVENTS = 5;

const burnRateTierSchema = z.strictObject({
  name: nameSchema,
  severity: severitySchema,
  budget: z
    .string()
    .regex(/^(100|[1-9]?\d(\.\d+)?)%$/, 'expected a share of the error budget such as "2%"')
    .refine((share) => Number.parseFloat(share) > 0, 'expected a share above "0%"'),
  long: durationSchema,
  short: durationSchema,
  for: durationSchema.optional(),
  keepFiringFor: durationSchema.optional(),
  minimumBadEvents: z.int().min(1).default(DEFAULT_MINIMUM_BAD_EVENTS),
});

const shareSchema = burnRateTierSchema.shape.budget;

/** What an alert on a whole budget says beside its threshold. */
const budgetAlert = { severity: severitySchema.default("warning"), for: durationSchema.optional() };

const budgetPolicySchema = z.strictObject({
  exhausted: z.union([z.literal(false), z.strictObject(budgetAlert)]).default({ severity: "warning" }),
  low: z.strictObject({ below: shareSchema, ...budgetAlert }).optional(),
  drop: z.strictObject({ share: shareSchema, within: durationSchema, ...budgetAlert }).optional(),
});

const noDataSchema = z.strictObject({
  after: durationSchema.default("10m"),
  severity: severitySchema.default("critical"),
});

/** A schema for {@link AlertPolicy}. */
export const alertPolicySchema = z.strictObject({
  kind: z.literal("alertPolicy"),
  name: nameSchema,
  burnRate: z
    .array(burnRateTierSchema)
    .min(1, "expected at least one tier")
    .refine(
      (tiers) => new Set(tiers.map(({ name }) => name)).size === tiers.length,
      issue(
        "duplicate-name",
        "two tiers of one name",
        "Give each tier a `name` of its own: it tells alerts apart, and services change a tier by it.",
      ),
    )
    .readonly(),
  budget: budgetPolicySchema.prefault({}),
  noData: z.union([z.literal(false), noDataSchema]).prefault({}),
});

/** What a service changes of its policy's tiers, by their names; `false` switches one off. */
export const tierChangesSchema = z.record(
  nameSchema,
  z.union([
    z.literal(false),
    burnRateTierSchema
      .omit({ name: true, minimumBadEvents: true })
      .partial()
      .extend({
        minimumBadEvents: z.int().min(1).optional(),
      }),
  ]),
);

/** One tier of a burn-rate alert, with its defaults: it fires when both windows burn faster than `budget` within `long`. */
export type BurnRateTier = z.infer<typeof burnRateTierSchema>;
/** How fast a budget may burn before somebody is told, and who. */
export type AlertPolicy = z.infer<typeof alertPolicySchema>;

/** What a tier of {@link defineAlertPolicy} says. */
export interface BurnRateTierOptions {
  /** Stable name, unique within the policy; it becomes the alert's `tier` label. */
  readonly name: string;
  readonly severity: Severity;
  /** Share of the budget that a burn at the tier's rate spends within `long`, such as `"2%"`. */
  readonly budget: string;
  /** Window that shows that the burn matters. */
  readonly long: string;
  /** Window that shows that it still goes on; a twelfth of `long` by the workbook. */
  readonly short: string;
  /** How long it must burn. Default: the first evaluation is enough, as the windows are long already. */
  readonly for?: string;
  /** How long the alert goes on after the burn ends, against flapping. Default: not at all. */
  readonly keepFiringFor?: string;
  /** Bad events within `long` below which the tier stays silent, for times of low traffic. Default 5. */
  readonly minimumBadEvents?: number;
}

/** What {@link defineAlertPolicy} takes. */
export interface AlertPolicyOptions {
  /** Stable name. */
  readonly name: string;
  /** Tiers, the most urgent first. */
  readonly burnRate: readonly BurnRateTierOptions[];
  /** Alerts on the budget as a whole. Default: a warning once it is exhausted. */
  readonly budget?: BudgetPolicyOptions;
  /** The alert on targets that are down and metrics that vanished. Default: critical after 10 minutes; `false` for none. */
  readonly noData?: false | { readonly after?: string; readonly severity?: Severity };
}

/** When somebody hears of a budget as a whole. */
export interface BudgetPolicyOptions {
  /** None of it is left. Default: a warning; `false` for none. */
  readonly exhausted?: false | { readonly severity?: Severity; readonly for?: string };
  /** Less than a share is left. Default: none. */
  readonly low?: { readonly below: string; readonly severity?: Severity; readonly for?: string };
  /** A share of it went within a time. Default: none, as the tiers tell of speed. */
  readonly drop?: {
    readonly share: string;
    readonly within: string;
    readonly severity?: Severity;
    readonly for?: string;
  };
}

/** What a service may change of one tier. */
export type TierChange = false | Partial<Omit<BurnRateTierOptions, "name">>;

/**
 * Declares how SLOs alert: each tier fires while the error budget burns at a rate that would spend `budget` of
 * it within the long window, and the short window shows that it still does.
 *
 * @example defineAlertPolicy({ name: "pages-only", burnRate: [
 *   { name: "fast", severity: "critical", budget: "2%", long: "1h", short: "5m", for: "2m" },
 * ] })
 */
export function defineAlertPolicy(options: AlertPolicyOptions): AlertPolicy {
  const { name, burnRate, budget = {}, noData = {} } = options;
  const { exhausted = {}, low, drop } = budget;
  const alerting = <T extends object>(setting: T) => ({ severity: "warning" as const, ...setting });
  return located<AlertPolicy>(
    {
      kind: "alertPolicy",
      name,
      // What is no list (plain JavaScript, a cast) is left for the schema to refuse.
      burnRate: (Array.isArray(burnRate)
        ? burnRate.map((tier) => ({ minimumBadEvents: DEFAULT_MINIMUM_BAD_EVENTS, ...tier }))
        : burnRate) as readonly BurnRateTier[],
      budget: {
        exhausted: exhausted && alerting(exhausted),
        ...(low && { low: alerting(low) }),
        ...(drop && { drop: alerting(drop) }),
      },
      noData: noData && { after: "10m", severity: "critical", ...noData },
    },
    defineAlertPolicy,
  );
}

/** A policy as a service changed it. @internal */
export function withTierChanges(
  policy: AlertPolicy,
  changes: z.infer<typeof tierChangesSchema> | undefined,
): AlertPolicy {
  if (changes === undefined) {
    return policy;
  }
  const burnRate = policy.burnRate.flatMap((tier): readonly BurnRateTier[] => {
    const change = changes[tier.name];
    if (change === false) {
      return [];
    }
    const given = Object.entries(change ?? {}).filter(([, value]) => value !== undefined);
    return [{ ...tier, ...Object.fromEntries(given) }];
  });
  return { ...policy, burnRate };
}

/**
 * The table recommended by The Site Reliability Workbook, chapter 5, "Alerting on SLOs", table 5-8, with the
 * ticket on one day that the text adds: 2 % in 1 h and 5 % in 6 h page, 10 % in 1 d and 10 % in 3 d are tickets.
 * A page goes on for a few minutes after the burn, so that a failure that comes and goes is one page.
 *
 * @see https://sre.google/workbook/alerting-on-slos/
 */
export const workbookPolicy: AlertPolicy = defineAlertPolicy({
  name: "workbook",
  burnRate: [
    { name: "page-fast", severity: "critical", budget: "2%", long: "1h", short: "5m", keepFiringFor: "5m" },
    { name: "page-slow", severity: "critical", budget: "5%", long: "6h", short: "30m", keepFiringFor: "5m" },
    { name: "ticket-fast", severity: "warning", budget: "10%", long: "1d", short: "2h" },
    { name: "ticket-slow", severity: "warning", budget: "10%", long: "3d", short: "6h" },
  ],
});
