import { defineTeam, secretRef, slack } from "crowsnest";

const chat = slack({
  name: "chat",
  channel: "#alerts",
  webhook: secretRef({ name: "receivers", key: "slack" }),
});

export const payments = defineTeam({ name: "payments", notify: { critical: chat, warning: chat } });
