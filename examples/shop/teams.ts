import { defineTeam, sentrySlack } from "crowsnest";
import {
  discoveryMail,
  discoveryPager,
  paymentsChat,
  paymentsPager,
  platformChat,
  platformPager,
} from "./receivers.ts";

export const payments = defineTeam({
  name: "payments",
  displayName: "Payments",
  notify: { critical: [paymentsPager, paymentsChat], warning: paymentsChat },
  errors: sentrySlack({ integrationId: "218504", channelId: "C05PAYERRS", channel: "#payments-errors" }),
});

export const discovery = defineTeam({
  name: "discovery",
  displayName: "Discovery",
  notify: { critical: discoveryPager, warning: discoveryMail },
});

/** Runs the cluster and everything that the product teams share. */
export const platformTeam = defineTeam({
  name: "platform",
  displayName: "Platform",
  notify: { critical: [platformPager, platformChat], warning: platformChat },
});
