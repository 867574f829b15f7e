import {
  defineEnvironment,
  definePlatform,
  defineTeam,
  defineWorkspace,
  inCluster,
  secretRef,
  slack,
} from "crowsnest";
import { ordersDatabase } from "./services/not-listed.ts";
import { badName, catalog, catalogAgain, checkout, gateway, search, shouting } from "./services/services.ts";
import { payments } from "./teams.ts";

const chat = slack({
  name: "chat",
  channel: "#alerts",
  webhook: secretRef({ name: "receivers", key: "slack" }),
});

// mistake: team-without-receiver teams.silent.notify.warning
const silent = defineTeam({ name: "silent", notify: { critical: chat } as never });

export default defineWorkspace({
  platform: definePlatform({
    name: "shop",
    team: payments,
    alertmanager: {
      receivers: [chat],
      defaultReceiver: chat,
      heartbeat: { url: secretRef({ name: "receivers", key: "heartbeat" }) },
    },
    grafana: { url: "https://grafana.shop.example", admin: { secretName: "grafana-admin" } },
  }),
  environments: [defineEnvironment({ name: "production", cluster: inCluster() })],
  teams: [payments, silent],
  services: [checkout, catalog, catalogAgain, gateway, search(ordersDatabase), shouting, badName],
});
