import { z } from "zod";
import { durationSchema, nameSchema, severitySchema } from "./common.ts";
import { located } from "./source.ts";

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
});

/** A schema for {@link AlertPolicy}. */
export const alertPolicySchema = z.strictObject({
  kind: z.literal("alertPolicy"),
  name: nameSchema,
  burnRate: z.array(burnRateTierSchema).min(1, "expected at least one tier").readonly(),
});

/** One tier of a burn-rate alert: it fires when both windows burn faster than `budget` within `long`. */
export type BurnRateTier = z.infer<typeof burnRateTierSchema>;
/** How fast a budget may burn before somebody is told, and who. */
export type AlertPolicy = z.infer<typeof alertPolicySchema>;

/**
 * Declares how SLOs alert: each tier fires while the error budget burns at a rate that would spend `budget` of
 * it within the long window, and the short window shows that it still does.
 *
 * @example defineAlertPolicy({ name: "pages-only", burnRate: [
 *   { name: "fast", severity: "critical", budget: "2%", long: "1h", short: "5m", for: "2m" },
 * ] })
 */
export function defineAlertPolicy(options: Omit<AlertPolicy, "kind">): AlertPolicy {
  return located<AlertPolicy>({ kind: "alertPolicy", ...options }, defineAlertPolicy);
}

/**
 * The table recommended by The Site Reliability Workbook, chapter 5, "Alerting on SLOs", table 5-8, with the
 * ticket on one day that the text adds: 2 % in 1 h and 5 % in 6 h page, 10 % in 1 d and 10 % in 3 d are tickets.
 * `for` keeps a single bad evaluation from paging.
 *
 * @see https://sre.google/workbook/alerting-on-slos/
 */
export const workbookPolicy: AlertPolicy = defineAlertPolicy({
  name: "workbook",
  burnRate: [
    { name: "page-fast", severity: "critical", budget: "2%", long: "1h", short: "5m", for: "1m" },
    { name: "page-slow", severity: "critical", budget: "5%", long: "6h", short: "30m", for: "5m" },
    { name: "ticket-fast", severity: "warning", budget: "10%", long: "1d", short: "2h", for: "15m" },
    { name: "ticket-slow", severity: "warning", budget: "10%", long: "3d", short: "6h", for: "1h" },
  ],
});
