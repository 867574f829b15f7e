import { pagerduty, secretRef, slack } from "crowsnest";

// Only the names of secrets are written here. The Kubernetes Secret "alertmanager-receivers" in the monitoring
// namespace holds the values; it comes from wherever your secrets come from.
export const pager = pagerduty({
  name: "pager",
  routingKey: secretRef({ name: "alertmanager-receivers", key: "pagerduty-routing-key" }),
});

export const chat = slack({
  name: "chat",
  channel: "#alerts",
  webhook: secretRef({ name: "alertmanager-receivers", key: "slack-webhook" }),
});
