// @ts-nocheck: the editor shows most of these mistakes; the command line must show all
import {
  defineEnvironment,
  definePlatform,
  defineWorkspace,
  kubeconfig,
  localBackend,
  secretRef,
} from "crowsnest";
import { checkout, orders, refunds } from "./services/checkout.ts";
import { chat, payments } from "./teams.ts";

export default defineWorkspace({
  platform: definePlatform({
    name: "shop",
    team: payments,
    prometheus: { replicas: 0 },
    alertmanager: {
      receivers: [chat],
      defaultReceiver: chat,
      heartbeat: { url: secretRef({ name: "alertmanager-receivers", key: "heartbeat" }) },
    },
    grafana: { url: "https://grafana.example.com", admin: { secretName: "grafana-admin" } },
  }),
  environments: [
    defineEnvironment({
      name: "production",
      cluster: kubeconfig({ context: "production" }),
      backend: localBackend(),
    }),
  ],
  teams: [payments],
  services: [checkout, orders, refunds],
});
