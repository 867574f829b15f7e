import type { Receiver } from "../receiver.ts";

/** What kinds of receivers there are. */
export type ReceiverKind = Receiver["kind"];

/**
 * The oldest Alertmanager that knows each kind of receiver with its credentials in files, by its changelog. Some
 * were there earlier with the credential in the configuration, which Crowsnest never writes.
 */
export const OLDEST_ALERTMANAGER: Readonly<Record<ReceiverKind, string>> = {
  discord: "0.28.0",
  email: "0.25.0",
  incidentIo: "0.29.0",
  jira: "0.28.0",
  mattermost: "0.30.0",
  microsoftTeams: "0.28.0",
  opsgenie: "0.24.0",
  pagerduty: "0.25.0",
  rocketChat: "0.28.0",
  slack: "0.22.0",
  sns: "0.23.0",
  telegram: "0.28.0",
  victorOps: "0.25.0",
  webhook: "0.28.0",
};

/** Products that their makers end, and what stays of them. */
export const ENDS_OF_LIFE: Partial<
  Record<ReceiverKind, { readonly on: string; readonly instead: string; readonly survives: RegExp }>
> = {
  opsgenie: {
    on: "2027-04-05",
    instead:
      'Move the team to the operations of Jira Service Management and set `url: "https://api.atlassian.com/jsm/ops/integration/"`.',
    survives: /^https:\/\/api\.atlassian\.com\//,
  },
};

/** Kinds that reach machines: nobody need look there. */
export const MACHINES: ReadonlySet<ReceiverKind> = new Set(["jira", "sns", "webhook"]);
