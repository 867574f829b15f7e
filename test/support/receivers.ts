import {
  discord,
  email,
  incidentIo,
  jira,
  mattermost,
  microsoftTeams,
  opsgenie,
  pagerduty,
  type Receiver,
  rocketChat,
  secretRef,
  slack,
  sns,
  telegram,
  victorOps,
  webhook,
} from "../../src/definitions/index.ts";

const secret = (key: string) => secretRef({ name: "alertmanager-receivers", key });

/** One receiver of each kind, with everything that it may say. */
export const everyReceiver: readonly Receiver[] = [
  slack({ name: "on-slack", channel: "#payments", webhook: secret("slack") }),
  microsoftTeams({ name: "on-teams", webhook: secret("teams") }),
  discord({ name: "on-discord", webhook: secret("discord") }),
  telegram({ name: "on-telegram", botToken: secret("telegram"), chat: -1_001_234_567_890, topic: 7 }),
  mattermost({ name: "on-mattermost", webhook: secret("mattermost"), channel: "payments" }),
  rocketChat({
    name: "on-rocket-chat",
    url: "https://chat.shop.example/",
    tokenId: secret("rocket-id"),
    token: secret("rocket-token"),
    channel: "#payments",
  }),
  pagerduty({
    name: "on-pagerduty",
    routingKey: secret("pagerduty"),
    url: "https://events.eu.pagerduty.com/v2/enqueue",
  }),
  opsgenie({
    name: "on-opsgenie",
    apiKey: secret("opsgenie"),
    url: "https://api.atlassian.com/jsm/ops/integration/",
    team: "Payments",
  }),
  victorOps({
    name: "on-victorops",
    apiKey: secret("victorops"),
    routingKey: "payments",
    url: "https://alert.victorops.com/integrations/generic/20131114/alert/",
  }),
  incidentIo({
    name: "on-incident-io",
    url: "https://api.incident.io/v2/alert_events/alertmanager/01J",
    token: secret("incident-io"),
  }),
  email({ name: "on-mail", to: "payments@shop.example" }),
  webhook({ name: "on-webhook", url: secret("webhook"), sendResolved: false }),
  jira({
    name: "on-jira",
    url: "https://shop.atlassian.net/rest/api/3/",
    project: "PAY",
    issueType: "Incident",
    user: "alerts@shop.example",
    token: secret("jira"),
    resolveTransition: "Done",
  }),
  sns({
    name: "on-sns",
    topic: "arn:aws:sns:eu-central-1:123456789012:payments-alerts",
    role: "arn:aws:iam::123456789012:role/alerts",
  }),
];
