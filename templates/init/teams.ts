import { defineTeam } from "crowsnest";
import { chat, pager } from "./receivers.ts";

export const payments = defineTeam({
  name: "payments",
  displayName: "Payments",
  notify: { critical: pager, warning: chat },
});

export const platformTeam = defineTeam({
  name: "platform",
  displayName: "Platform",
  notify: { critical: pager, warning: chat },
});
