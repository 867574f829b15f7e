import type { JsonObject } from "../../artifacts/index.ts";
import type { Receiver } from "../../definitions/index.ts";
import { secretFile } from "./secrets.ts";

const template = (name: string) => `{{ template "crowsnest.${name}" . }}`;
const TITLE = template("title");
const LINK = template("link");
const COLOR = template("color");
const PLAIN = template("text.plain");
const MARKDOWN = template("text.markdown");
const SLACK = template("text.slack");

/** The fields of an integration that hold what people read. */
export function message({ kind }: Receiver): JsonObject {
  switch (kind) {
    case "slack":
      return { color: COLOR, fallback: TITLE, text: SLACK, title: TITLE, title_link: LINK };
    case "rocketChat":
      return { color: COLOR, text: MARKDOWN, title: TITLE, title_link: LINK };
    case "microsoftTeams":
      return { text: MARKDOWN, title: TITLE };
    case "discord":
      return { message: MARKDOWN, title: TITLE };
    case "mattermost":
      return { text: `#### ${TITLE}\n${MARKDOWN}` };
    case "telegram":
      return { message: `<b>${TITLE}</b>\n${template("text.telegram")}` };
    case "pagerduty":
      return {
        class: "{{ .CommonLabels.alertname }}",
        client: "Crowsnest",
        client_url: LINK,
        component: "{{ .CommonLabels.service }}",
        description: TITLE,
        details: { message: PLAIN },
        group: "{{ .CommonLabels.team }}",
        links: [
          { href: "{{ .CommonAnnotations.runbook_url }}", text: "Runbook" },
          { href: "{{ .CommonAnnotations.dashboard_url }}", text: "Dashboard" },
          { href: "{{ .CommonAnnotations.logs_url }}", text: "Logs" },
          { href: "{{ .CommonAnnotations.errors_url }}", text: "Errors" },
          { href: template("silence.plain"), text: "Silence" },
        ],
        source: "{{ .CommonLabels.environment }}",
      };
    case "opsgenie":
      return { description: PLAIN, entity: "{{ .CommonLabels.service }}", message: TITLE };
    case "victorOps":
      return { entity_display_name: TITLE, state_message: PLAIN };
    case "email":
      return {
        headers: { Subject: TITLE },
        html: `<h3>${TITLE}</h3>\n${template("text.html")}`,
        text: PLAIN,
      };
    case "jira":
      return { description: PLAIN, summary: TITLE };
    case "sns":
      return { message: PLAIN, subject: template("brief") };
    case "incidentIo":
    case "webhook":
      // They take Alertmanager's data as it is.
      return {};
  }
}

/** Jira Cloud wants an account with its token, Data Center a bearer's token alone. */
export function jiraLogin(receiver: Extract<Receiver, { kind: "jira" }>): JsonObject {
  const file = secretFile(receiver.token);
  return receiver.user === undefined
    ? { authorization: { credentials_file: file, type: "Bearer" } }
    : { basic_auth: { password_file: file, username: receiver.user } };
}
