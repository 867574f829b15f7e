import { z } from "zod";
import { textSchema, urlSchema } from "../common.ts";
import { type SecretRef, secretRefSchema } from "../secret.ts";
import { located } from "../source.ts";
import { type ReceiverOptions, receiverBase } from "./base.ts";

/** Schemas of mailboxes, ticket systems and machines. */
export const otherSchemas = [
  z.strictObject({ kind: z.literal("email"), ...receiverBase, to: z.email("expected an e-mail address") }),
  z.strictObject({ kind: z.literal("webhook"), ...receiverBase, url: secretRefSchema }),
  z.strictObject({
    kind: z.literal("jira"),
    ...receiverBase,
    url: urlSchema,
    project: z.string().regex(/^[A-Z][A-Z0-9_]{1,9}$/, 'expected the project\'s key, such as "PAY"'),
    issueType: textSchema.default("Task"),
    user: textSchema.optional(),
    token: secretRefSchema,
    resolveTransition: textSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal("sns"),
    ...receiverBase,
    topic: z
      .string()
      .regex(
        /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]+(\.fifo)?$/,
        'expected a topic\'s ARN, such as "arn:aws:sns:eu-central-1:123456789012:alerts"',
      ),
    role: z
      .string()
      .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, "expected a role's ARN")
      .optional(),
  }),
] as const;

/** A mailbox, ticket system or machine. */
export type OtherReceiver = z.infer<(typeof otherSchemas)[number]>;

/**
 * A mailbox; the platform's `alertmanager.smtp` says through which server.
 *
 * @example email({ name: "payments-mail", to: "payments@shop.example" })
 */
export function email(options: ReceiverOptions & { readonly to: string }): OtherReceiver {
  return located<OtherReceiver>({ kind: "email", ...options }, email);
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
): OtherReceiver {
  return located<OtherReceiver>({ kind: "webhook", ...options }, webhook);
}

/**
 * Issues of a Jira project: one for each group of alerts, closed when they are over if a transition is named.
 *
 * @example jira({ name: "payments-tickets", url: "https://shop.atlassian.net/rest/api/3/", project: "PAY",
 *   user: "alerts@shop.example", token: secretRef({ name: "alertmanager-receivers", key: "jira" }) })
 */
export function jira(
  options: ReceiverOptions & {
    /** Address of the REST API, version 2 or 3. */
    readonly url: string;
    /** The project's key. */
    readonly project: string;
    /** Default `"Task"`. */
    readonly issueType?: string;
    /** The account that the token is of, for Jira Cloud; without it the token is a bearer's, as Data Center has it. */
    readonly user?: string;
    readonly token: SecretRef;
    /** Transition to make when all alerts of the issue are over. Default: none. */
    readonly resolveTransition?: string;
  },
): OtherReceiver {
  return located<OtherReceiver>({ kind: "jira", issueType: "Task", ...options }, jira);
}

/**
 * A topic of Amazon SNS. Alertmanager signs in as its pod's service account is allowed to; no key is written down.
 *
 * @example sns({ name: "payments-topic", topic: "arn:aws:sns:eu-central-1:123456789012:payments-alerts" })
 */
export function sns(
  options: ReceiverOptions & {
    /** The topic's ARN; its region is where the message is sent. */
    readonly topic: string;
    /** Role to assume for it. Default: none. */
    readonly role?: string;
  },
): OtherReceiver {
  return located<OtherReceiver>({ kind: "sns", ...options }, sns);
}
