import { z } from "zod";
import { type Duration, durationSeconds, isDuration } from "../query/promql/index.ts";
import { durationSchema, issue } from "./common.ts";

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

const timeSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day in UTC, such as "02:00"');

/** Maintenance that lasts until it begins again would leave nothing to measure. */
function shorterThan(period: Duration) {
  return durationSchema.refine(
    (text) => !isDuration(text) || durationSeconds(text) < durationSeconds(period),
    issue(
      "invalid-value",
      `maintenance every ${period} that lasts as long`,
      `Write a time shorter than ${period}: within maintenance nothing is measured.`,
    ),
  );
}

/** A schema for {@link Maintenance}. */
export const maintenanceSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("daily"), at: timeSchema, for: shorterThan("1d") }),
  z.strictObject({ kind: z.literal("weekly"), day: z.enum(DAYS), at: timeSchema, for: shorterThan("7d") }),
  z.strictObject({
    kind: z.literal("once"),
    from: z.iso.datetime({ error: 'expected a moment in UTC, such as "2026-12-24T18:00:00Z"' }),
    for: durationSchema,
  }),
]);

/** A time in which a service's SLOs spend no budget; all times are UTC. */
export type Maintenance = z.infer<typeof maintenanceSchema>;
/** A day of the week. */
export type Weekday = (typeof DAYS)[number];

/** Maintenance every day, at a time of day in UTC. @example daily("03:00", "30m") */
export function daily(at: string, duration: string): Maintenance {
  return { kind: "daily", at, for: duration };
}

/** Maintenance every week, at a time of day in UTC. @example weekly("sunday", "02:00", "2h") */
export function weekly(day: Weekday, at: string, duration: string): Maintenance {
  return { kind: "weekly", day, at, for: duration };
}

/** Maintenance at one moment, in UTC. @example once("2026-12-24T18:00:00Z", "6h") */
export function once(from: string, duration: string): Maintenance {
  return { kind: "once", from, for: duration };
}
