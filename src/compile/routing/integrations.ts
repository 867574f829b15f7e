import { canonical, type JsonObject } from "../../artifacts/index.ts";
import type { Receiver, Severity } from "../../definitions/index.ts";
import { templateLiteral } from "../annotations.ts";
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
  return { list, settings: canonical({ ...settings, send_resolved: receiver.sendResolved ?? true }) };
}

function settingsOf(receiver: Receiver, severity: Severity): Integration {
  switch (receiver.kind) {
    case "slack":
      return {
        list: "slack_configs",
        settings: {
          api_url_file: secretFile(receiver.webhook),
          channel: templateLiteral(receiver.channel),
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
    case "email":
      return { list: "email_configs", settings: { to: templateLiteral(receiver.to) } };
    case "webhook":
      return { list: "webhook_configs", settings: { url_file: secretFile(receiver.url) } };
  }
}
