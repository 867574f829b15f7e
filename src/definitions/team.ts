import { z } from "zod";
import { nameSchema, textSchema, withDefaults } from "./common.ts";
import { type DashboardFile, dashboardFileSchema } from "./dashboard-file.ts";
import { type OnCallOptions, onCallSchema } from "./on-call.ts";
import type { Receiver } from "./receiver.ts";
import { located } from "./source.ts";

const receiversSchema = z.array(nameSchema).readonly();

const slackActionSchema = z.strictObject({
  kind: z.literal("slack"),
  integrationId: textSchema,
  channelId: textSchema,
  channel: textSchema,
});
const emailActionSchema = z.strictObject({ kind: z.literal("email") });

/** A schema for {@link Team}. */
export const teamSchema = z.strictObject({
  kind: z.literal("team"),
  name: nameSchema,
  displayName: textSchema,
  notify: z.strictObject({ critical: receiversSchema, warning: receiversSchema, info: receiversSchema }),
  onCall: onCallSchema.optional(),
  errors: z.discriminatedUnion("kind", [slackActionSchema, emailActionSchema]),
  dashboards: z.array(dashboardFileSchema).readonly().optional(),
});

/** People who own services and hear of their alerts. */
export type Team = z.infer<typeof teamSchema>;
/** Where Sentry tells a team of new errors. */
export type ErrorChannel = Team["errors"];

/** One receiver or several. */
export type Receivers = Receiver | readonly Receiver[];

/** What {@link defineTeam} takes. */
export interface TeamOptions {
  /** Stable name; it becomes the `team` label of every series and alert. */
  readonly name: string;
  /** What people call the team. Default: the name. */
  readonly displayName?: string;
  /** Who hears of alerts, by severity. `info` is not sent unless receivers are named. */
  readonly notify: {
    readonly critical: Receivers;
    readonly warning: Receivers;
    readonly info?: Receivers;
  };
  /** When the team hears of what: business hours, escalation, times to be quiet. Default: always, and nobody else. */
  readonly onCall?: OnCallOptions;
  /** Where Sentry tells of new errors. Default: by e-mail to the members of the Sentry team. */
  readonly errors?: ErrorChannel;
  /** Existing dashboards of the team's own, in its folder. */
  readonly dashboards?: readonly DashboardFile[];
}

/**
 * Declares a team.
 *
 * @example defineTeam({ name: "payments", notify: { critical: pager, warning: chat } })
 */
export function defineTeam(options: TeamOptions): Team {
  const team = withDefaults({ displayName: options?.name, errors: { kind: "email" } as const }, options);
  const { notify, onCall } = team;
  return located<Team>(
    {
      ...team,
      kind: "team",
      notify: {
        ...notify,
        critical: receiverNames(notify?.critical),
        warning: receiverNames(notify?.warning),
        info: receiverNames(notify?.info),
      },
      ...(onCall !== undefined && { onCall: onCallNames(onCall) }),
    } as Team,
    defineTeam,
  );
}

/**
 * A Slack channel as a Sentry alert needs it: by the ids of the integration and the channel, for lookups by
 * name are rate-limited.
 *
 * @example sentrySlack({ integrationId: "1234", channelId: "C0123", channel: "#payments-errors" })
 */
export function sentrySlack(options: {
  readonly integrationId: string;
  readonly channelId: string;
  readonly channel: string;
}): ErrorChannel {
  return { kind: "slack", ...options };
}

function onCallNames(onCall: OnCallOptions): unknown {
  const { outside, escalation } = onCall;
  return {
    ...onCall,
    ...(typeof outside === "object" &&
      outside !== null && {
        outside: Object.fromEntries(
          Object.entries(outside).map(([severity, receivers]) => [severity, receiverNames(receivers)]),
        ),
      }),
    ...(Array.isArray(escalation) && {
      escalation: escalation.map((step) => ({ ...step, to: receiverNames(step?.to) })),
    }),
  };
}

function receiverNames(receivers: Receivers | undefined): readonly string[] {
  const list = Array.isArray(receivers) ? receivers : receivers === undefined ? [] : [receivers];
  // What is no receiver (plain JavaScript, a cast) is left for the schema to refuse.
  return list.map((receiver: Receiver) => receiver?.name ?? receiver);
}
