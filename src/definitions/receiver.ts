import { z } from "zod";
import { chatSchemas } from "./receivers/chat.ts";
import { otherSchemas } from "./receivers/other.ts";
import { pagingSchemas } from "./receivers/paging.ts";

export type { ReceiverOptions } from "./receivers/base.ts";
export { discord, mattermost, microsoftTeams, rocketChat, slack, telegram } from "./receivers/chat.ts";
export { email, jira, sns, webhook } from "./receivers/other.ts";
export { incidentIo, opsgenie, pagerduty, victorOps } from "./receivers/paging.ts";

/** A schema for {@link Receiver}. */
export const receiverSchema = z.discriminatedUnion("kind", [
  ...chatSchemas,
  ...pagingSchemas,
  ...otherSchemas,
]);

/** A way to reach a person or a system: one integration of Alertmanager. */
export type Receiver = z.infer<typeof receiverSchema>;
