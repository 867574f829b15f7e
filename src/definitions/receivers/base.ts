import { z } from "zod";
import { nameSchema } from "../common.ts";

/** Keys of every receiver. */
export const receiverBase = { name: nameSchema, sendResolved: z.boolean().optional() };

/** What every receiver may say of itself. */
export interface ReceiverOptions {
  /** Unique name in the platform. */
  readonly name: string;
  /** Whether to tell when an alert is over. Default `true`. */
  readonly sendResolved?: boolean;
}

/** A channel's name, as chats have them. */
export const channelSchema = z
  .string()
  .regex(/^[#@]?[^\s]{1,80}$/, 'expected a channel such as "#payments-alerts"');
