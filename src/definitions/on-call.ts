import { z } from "zod";
import { durationSchema, nameSchema, severitySchema, textSchema } from "./common.ts";
import type { Receiver } from "./receiver.ts";
import { timeZoneSchema } from "./time-zone.ts";

/** Days of the week, as Alertmanager writes them. */
export const WEEKDAYS = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;

const timeSchema = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'expected a time of day, such as "09:00"');

const hours = {
  timeZone: timeZoneSchema,
  days: z
    .array(z.enum(WEEKDAYS))
    .min(1, "expected at least one day")
    .readonly()
    .default(["monday", "tuesday", "wednesday", "thursday", "friday"]),
  from: timeSchema.refine(
    (time) => time !== "24:00",
    'expected a time before "24:00"; a day begins at "00:00"',
  ),
  to: timeSchema,
};
const differ = ({ from, to }: { readonly from: string; readonly to: string }) => from !== to;
const DIFFER = "expected two different times";

const namesSchema = z.array(nameSchema).min(1, "expected at least one receiver").readonly();
const severitiesSchema = z.array(severitySchema).min(1, "expected at least one severity").readonly();

/** A schema for {@link OnCall}. */
export const onCallSchema = z.strictObject({
  hours: z.strictObject(hours).refine(differ, DIFFER).optional(),
  outside: z
    .strictObject({
      critical: namesSchema.optional(),
      warning: namesSchema.optional(),
      info: namesSchema.optional(),
    })
    .default({}),
  escalation: z
    .array(z.strictObject({ severity: severitySchema, after: durationSchema, to: namesSchema }))
    .readonly()
    .default([]),
  mute: z
    .array(
      z
        .strictObject({
          name: nameSchema,
          ...hours,
          severities: severitiesSchema.default(["warning", "info"]),
          reason: textSchema,
        })
        .refine(differ, DIFFER),
    )
    .readonly()
    .default([]),
});

/** Times of some days of the week. */
export interface WeeklyHours {
  /** Of the IANA database, such as `Europe/Berlin`; daylight saving time is accounted for. */
  readonly timeZone: string;
  /** Default: Monday to Friday. */
  readonly days?: readonly (typeof WEEKDAYS)[number][];
  /** Such as `"09:00"`. */
  readonly from: string;
  /** The first minute after them, such as `"17:30"`; before `from`, it is on the next day. */
  readonly to: string;
}

/** What a team may say of when it hears of alerts. */
export interface OnCallOptions {
  /** Business hours. Outside of them warnings and `info` wait until they begin; critical alerts never wait. */
  readonly hours?: WeeklyHours;
  /** Who hears of a severity outside of the hours instead. Default: see `hours`. */
  readonly outside?: {
    readonly critical?: Receiver | readonly Receiver[];
    readonly warning?: Receiver | readonly Receiver[];
    readonly info?: Receiver | readonly Receiver[];
  };
  /** Who hears too of an alert that still fires after a while. It is not told of one that ended before. */
  readonly escalation?: readonly {
    readonly severity: "critical" | "warning" | "info";
    readonly after: string;
    readonly to: Receiver | readonly Receiver[];
  }[];
  /** Times in which nobody hears of some severities, such as a nightly batch. */
  readonly mute?: readonly (WeeklyHours & {
    readonly name: string;
    /** Default: warnings and `info`. */
    readonly severities?: readonly ("critical" | "warning" | "info")[];
    /** Why; whoever wonders where an alert is reads it. */
    readonly reason: string;
  })[];
}
