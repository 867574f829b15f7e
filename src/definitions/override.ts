import { z } from "zod";
import { durationSchema, severitySchema, textSchema } from "./common.ts";
import { located } from "./source.ts";

/** A schema for {@link AlertOverride}. */
export const alertOverrideSchema = z
  .strictObject({
    kind: z.literal("override"),
    alert: z.string().min(1, "expected an alert's id"),
    reason: textSchema,
    disable: z.literal(true).optional(),
    severity: severitySchema.optional(),
    for: durationSchema.optional(),
    keepFiringFor: durationSchema.optional(),
    deliverWithin: durationSchema.optional(),
  })
  .refine(
    ({ disable, severity, for: pending, keepFiringFor, deliverWithin }) =>
      (disable === true) !==
      [severity, pending, keepFiringFor, deliverWithin].some((value) => value !== undefined),
    "expected either `disable: true` or something to change",
  );

/** A change to one alert that Crowsnest makes for a service. */
export type AlertOverride = z.infer<typeof alertOverrideSchema>;

/**
 * Changes or disables one alert of a service, generated or its own, by its id: the alert's name, followed by the SLO
 * and the tier for those on error budgets. `crowsnest explain` lists the ids.
 *
 * @example override("ErrorBudgetBurn/availability/page-slow", {
 *   disable: true, reason: "Batch traffic at night burns the budget; OPS-311 moves it elsewhere." })
 */
export function override(
  alert: string,
  options: {
    /** Why; whoever reviews the change or is not woken reads it. */
    readonly reason: string;
    /** Drops the alert. */
    readonly disable?: true;
    readonly severity?: z.infer<typeof severitySchema>;
    readonly for?: string;
    readonly keepFiringFor?: string;
    /** Longest time to the message that is allowed. */
    readonly deliverWithin?: string;
  },
): AlertOverride {
  return located<AlertOverride>({ kind: "override", alert, ...options }, override);
}
