import { email, pagerduty, secretRef, slack } from "crowsnest";

/** One Secret in the monitoring namespace holds what receivers need; Crowsnest only ever names its keys. */
const credential = (key: string) => secretRef({ name: "alertmanager-receivers", key });

export const paymentsPager = pagerduty({
  name: "payments-pager",
  routingKey: credential("payments-pagerduty"),
});

export const paymentsChat = slack({
  name: "payments-chat",
  channel: "#payments-alerts",
  webhook: credential("payments-slack"),
});

export const discoveryPager = pagerduty({
  name: "discovery-pager",
  routingKey: credential("discovery-pagerduty"),
});

export const discoveryMail = email({ name: "discovery-mail", to: "discovery-alerts@shop.example" });

export const platformPager = pagerduty({
  name: "platform-pager",
  routingKey: credential("platform-pagerduty"),
});

export const platformChat = slack({
  name: "platform-chat",
  channel: "#platform-alerts",
  webhook: credential("platform-slack"),
});
