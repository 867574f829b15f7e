import { z } from "zod";
import { nameSchema, urlSchema } from "./common.ts";
import { type SecretRef, secretRefSchema } from "./secret.ts";
import { located } from "./source.ts";

const base = { name: nameSchema, sendResolved: z.boolean().optional() };

/** A schema for {@link Receiver}. */
export const receiverSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("slack"),
    ...base,
    channel: z.string().regex(/^[#@]?[^\s]{1,80}$/, 'expected a channel such as "#payments-alerts"'),
    webhook: secretRefSchema,
  }),
  z.strictObject({
    kind: z.literal("pagerduty"),
    ...base,
    routingKey: secretRefSchema,
    url: urlSchema.optional(),
  }),
  z.strictObject({ kind: z.literal("email"), ...base, to: z.email("expected an e-mail address") }),
  z.strictObject({ kind: z.literal("webhook"), ...base, url: secretRefSchema }),
]);

/** A way to reach a person or a system: one receiver of Alertmanager. */
export type Receiver = z.infer<typeof receiverSchema>;

/** What every receiver may say of itself. */
export interface ReceiverOptions {
  /** Unique name in the platform. */
  readonly name: string;
  /** Whether to tell when an alert is over. Default `true`. */
  readonly sendResolved?: boolean;
}

/**
 * A Slack channel.
 *
 * @example slack({ name: "payments-chat", channel: "#payments-alerts",
 *   webhook: secretRef({ name: "alertmanager-receivers", key: "payments-slack" }) })
 */
export function slack(
  options: ReceiverOptions & {
    readonly channel: string;
    /** The incoming webhook's address. */
    readonly webhook: SecretRef;
  },
): Receiver {
  return located<Receiver>({ kind: "slack", ...options }, slack);
}

/**
 * A PagerDuty service, through the Events API v2.
 *
 * @example pagerduty({ name: "payments-pager",
 *   routingKey: secretRef({ name: "alertmanager-receivers", key: "payments-pagerduty" }) })
 */
export function pagerduty(
  options: ReceiverOptions & {
    /** Integration key of the service. */
    readonly routingKey: SecretRef;
    /** Another events endpoint, such as the European one. Default: PagerDuty's own. */
    readonly url?: string;
  },
): Receiver {
  return located<Receiver>({ kind: "pagerduty", ...options }, pagerduty);
}

/**
 * A mailbox; the platform's `alertmanager.smtp` says through which server.
 *
 * @example email({ name: "payments-mail", to: "payments@shop.example" })
 */
export function email(options: ReceiverOptions & { readonly to: string }): Receiver {
  return located<Receiver>({ kind: "email", ...options }, email);
}

/**
 * Any system that takes Alertmanager's webhook.
 *
 * @example webhook({ name: "incident-bot", url: secretRef({ name: "alertmanager-receivers", key: "bot-url" }) })
 */
export function webhook(
  options: ReceiverOptions & {
    /** The address; a reference, since addresses of webhooks often hold a token. */
    readonly url: SecretRef;
  },
): Receiver {
  return located<Receiver>({ kind: "webhook", ...options }, webhook);
}
