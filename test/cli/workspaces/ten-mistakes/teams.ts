// @ts-nocheck: the editor shows most of these mistakes; the command line must show all
import { defineTeam, secretRef, slack } from "crowsnest";

export const chat = slack({
  name: "chat",
  channel: "#alerts",
  webhook: secretRef({ name: "alertmanager-receivers", key: "slack" }),
});

export const payments = defineTeam({ name: "payments", notify: { critical: chat } });
