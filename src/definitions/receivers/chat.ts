import { z } from "zod";
import { urlSchema } from "../common.ts";
import { type SecretRef, secretRefSchema } from "../secret.ts";
import { located } from "../source.ts";
import { channelSchema, type ReceiverOptions, receiverBase } from "./base.ts";

/** Schemas of receivers where people talk. */
export const chatSchemas = [
  z.strictObject({
    kind: z.literal("slack"),
    ...receiverBase,
    channel: channelSchema,
    webhook: secretRefSchema,
  }),
  z.strictObject({ kind: z.literal("microsoftTeams"), ...receiverBase, webhook: secretRefSchema }),
  z.strictObject({ kind: z.literal("discord"), ...receiverBase, webhook: secretRefSchema }),
  z.strictObject({
    kind: z.literal("telegram"),
    ...receiverBase,
    botToken: secretRefSchema,
    chat: z.int().refine((id) => id !== 0, "expected the chat's id, which is never 0"),
    topic: z.int().min(1).optional(),
  }),
  z.strictObject({
    kind: z.literal("mattermost"),
    ...receiverBase,
    webhook: secretRefSchema,
    channel: channelSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal("rocketChat"),
    ...receiverBase,
    url: urlSchema.optional(),
    tokenId: secretRefSchema,
    token: secretRefSchema,
    channel: channelSchema,
  }),
] as const;

/** A chat. */
export type ChatReceiver = z.infer<(typeof chatSchemas)[number]>;

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
): ChatReceiver {
  return located<ChatReceiver>({ kind: "slack", ...options }, slack);
}

/**
 * A channel of Microsoft Teams, through a workflow's webhook: the older connectors are retired.
 *
 * @example microsoftTeams({ name: "payments-teams",
 *   webhook: secretRef({ name: "alertmanager-receivers", key: "payments-teams" }) })
 */
export function microsoftTeams(
  options: ReceiverOptions & {
    /** The address of a workflow that posts what it receives. */
    readonly webhook: SecretRef;
  },
): ChatReceiver {
  return located<ChatReceiver>({ kind: "microsoftTeams", ...options }, microsoftTeams);
}

/**
 * A Discord channel.
 *
 * @example discord({ name: "payments-discord",
 *   webhook: secretRef({ name: "alertmanager-receivers", key: "payments-discord" }) })
 */
export function discord(options: ReceiverOptions & { readonly webhook: SecretRef }): ChatReceiver {
  return located<ChatReceiver>({ kind: "discord", ...options }, discord);
}

/**
 * A Telegram chat.
 *
 * @example telegram({ name: "payments-telegram", chat: -1001234567890,
 *   botToken: secretRef({ name: "alertmanager-receivers", key: "telegram-bot" }) })
 */
export function telegram(
  options: ReceiverOptions & {
    readonly botToken: SecretRef;
    /** The chat's number; a group's is negative. */
    readonly chat: number;
    /** Number of the topic inside the group. Default: none. */
    readonly topic?: number;
  },
): ChatReceiver {
  return located<ChatReceiver>({ kind: "telegram", ...options }, telegram);
}

/**
 * A Mattermost channel.
 *
 * @example mattermost({ name: "payments-mattermost",
 *   webhook: secretRef({ name: "alertmanager-receivers", key: "payments-mattermost" }) })
 */
export function mattermost(
  options: ReceiverOptions & {
    /** The incoming webhook's address. */
    readonly webhook: SecretRef;
    /** Default: the channel that the webhook was made for. */
    readonly channel?: string;
  },
): ChatReceiver {
  return located<ChatReceiver>({ kind: "mattermost", ...options }, mattermost);
}

/**
 * A Rocket.Chat channel, through a bot's personal access token.
 *
 * @example rocketChat({ name: "payments-rocket", url: "https://chat.shop.example/", channel: "#payments",
 *   tokenId: secretRef({ name: "rocketchat-bot", key: "id" }), token: secretRef({ name: "rocketchat-bot", key: "token" }) })
 */
export function rocketChat(
  options: ReceiverOptions & {
    /** Address of the server. Default: Rocket.Chat's own. */
    readonly url?: string;
    /** Id of the user that the token is of. */
    readonly tokenId: SecretRef;
    readonly token: SecretRef;
    readonly channel: string;
  },
): ChatReceiver {
  return located<ChatReceiver>({ kind: "rocketChat", ...options }, rocketChat);
}
