import { definePlatform, filesystem, loki, secretRef } from "crowsnest";
import { chat, pager } from "./receivers.ts";
import { platformTeam } from "./teams.ts";

export const platform = definePlatform({
  name: "main",
  team: platformTeam,
  alertmanager: {
    receivers: [pager, chat],
    defaultReceiver: chat,
    // A service such as healthchecks.io that tells you when the whole alerting chain is silent.
    heartbeat: { url: secretRef({ name: "alertmanager-receivers", key: "heartbeat-url" }) },
  },
  grafana: { url: "https://grafana.example.com", admin: { secretName: "grafana-admin" } },
  logs: loki({ storage: filesystem({ size: "50Gi" }), retention: "30d" }),
});
