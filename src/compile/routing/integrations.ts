import { canonical, type JsonObject } from "../../artifacts/index.ts";
import type { Receiver, Severity } from "../../definitions/index.ts";
import { templateLiteral } from "../annotations.ts";
import { jiraLogin, message } from "./message-fields.ts";
import { secretFile } from "./secrets.ts";

/** One integration of an Alertmanager receiver: the list it belongs to, and its settings. */
export interface Integration {
  readonly list: string;
  readonly settings: JsonObject;
}

/**
 * What Alertmanager needs to reach a receiver. Credentials are files only, and text that Alertmanager would read
 * as a template is written so that it says itself.
 */
export function integration(receiver: Receiver, severity: Severity): Integration {
  const { list, settings } = settingsOf(receiver, severity);
  return {
    list,
    settings: canonical({ ...settings, ...message(receiver), send_resolved: receiver.sendResolved ?? true }),
  };
}

/** Opsgenie's own words for urgency. */
const OPSGENIE_PRIORITIES = { critical: "P1", warning: "P3", info: "P5" } as const;
/** VictorOps' own words for urgency; only the first one pages. */
const VICTOROPS_TYPES = { critical: "CRITICAL", warning: "WARNING", info: "INFO" } as const;

function settingsOf(receiver: Receiver, severity: Severity): Integration {
  switch (receiver.kind) {
    case "slack":
      return {
        list: "slack_configs",
        settings: { api_url_file: secretFile(receiver.webhook), channel: templateLiteral(receiver.channel) },
      };
    case "microsoftTeams":
      return { list: "msteamsv2_configs", settings: { webhook_url_file: secretFile(receiver.webhook) } };
    case "discord":
      return { list: "discord_configs", settings: { webhook_url_file: secretFile(receiver.webhook) } };
    case "telegram":
      return {
        list: "telegram_configs",
        settings: {
          bot_token_file: secretFile(receiver.botToken),
          chat_id: receiver.chat,
          ...(receiver.topic !== undefined && { message_thread_id: receiver.topic }),
          parse_mode: "HTML",
        },
      };
    case "mattermost":
      return {
        list: "mattermost_configs",
        settings: {
          ...(receiver.channel !== undefined && { channel: templateLiteral(receiver.channel) }),
          webhook_url_file: secretFile(receiver.webhook),
        },
      };
    case "rocketChat":
      return {
        list: "rocketchat_configs",
        settings: {
          ...(receiver.url !== undefined && { api_url: receiver.url }),
          channel: templateLiteral(receiver.channel),
          token_file: secretFile(receiver.token),
          token_id_file: secretFile(receiver.tokenId),
        },
      };
    case "pagerduty":
      return {
        list: "pagerduty_configs",
        settings: {
          routing_key_file: secretFile(receiver.routingKey),
          severity,
          ...(receiver.url !== undefined && { url: receiver.url }),
        },
      };
    case "opsgenie":
      return {
        list: "opsgenie_configs",
        settings: {
          api_key_file: secretFile(receiver.apiKey),
          ...(receiver.url !== undefined && { api_url: receiver.url }),
          priority: OPSGENIE_PRIORITIES[severity],
          ...(receiver.team !== undefined && {
            responders: [{ name: templateLiteral(receiver.team), type: "team" }],
          }),
        },
      };
    case "victorOps":
      return {
        list: "victorops_configs",
        settings: {
          api_key_file: secretFile(receiver.apiKey),
          ...(receiver.url !== undefined && { api_url: receiver.url }),
          message_type: VICTOROPS_TYPES[severity],
          routing_key: templateLiteral(receiver.routingKey),
        },
      };
    case "incidentIo":
      return {
        list: "incidentio_configs",
        settings: { alert_source_token_file: secretFile(receiver.token), url: receiver.url },
      };
    case "email":
      return { list: "email_configs", settings: { to: templateLiteral(receiver.to) } };
    case "webhook":
      return { list: "webhook_configs", settings: { url_file: secretFile(receiver.url) } };
    case "jira":
      return {
        list: "jira_configs",
        settings: {
          api_url: receiver.url,
          http_config: jiraLogin(receiver),
          issue_type: templateLiteral(receiver.issueType),
          project: receiver.project,
          ...(receiver.resolveTransition !== undefined && { resolve_transition: receiver.resolveTransition }),
        },
      };
    case "sns":
      return {
        list: "sns_configs",
        settings: {
          sigv4: {
            region: receiver.topic.split(":")[3] ?? "",
            ...(receiver.role !== undefined && { role_arn: receiver.role }),
          },
          topic_arn: receiver.topic,
        },
      };
  }
}
