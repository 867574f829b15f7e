import { z } from "zod";
import { textSchema } from "./common.ts";
import { PILLARS, type Pillar } from "./pillar.ts";
import { located } from "./source.ts";

/** A schema for {@link Waiver}. */
export const waiverSchema = z.strictObject({
  kind: z.literal("waiver"),
  pillar: z.enum(PILLARS),
  reason: textSchema.refine((text) => text === "" || text.trim() !== "", "expected some text"),
  until: z.iso.date({ error: 'expected a day of the calendar, such as "2027-01-31"' }),
});

/** Leave for a service to lack, for a while, what the coverage policy asks of its tier. */
export type Waiver = z.infer<typeof waiverSchema>;

/** What {@link waiver} takes. */
export interface WaiverOptions {
  /** Why it may be lacking; whoever meets the gap reads it. */
  readonly reason: string;
  /** The last day on which it may, in UTC, such as `"2027-01-31"`; the day after, it is an error. */
  readonly until: string;
}

/**
 * Lets a service lack one pillar of coverage until a day.
 *
 * @example waiver("errors", { reason: "The SDK does not run on Node 14; OPS-412 upgrades it.", until: "2027-01-31" })
 */
export function waiver(pillar: Pillar, options: WaiverOptions): Waiver {
  return located<Waiver>({ kind: "waiver", pillar, ...options }, waiver);
}
