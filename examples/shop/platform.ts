import {
  coveragePolicy,
  defaultCoveragePolicy,
  defineAlertPolicy,
  definePlatform,
  filesystem,
  loki,
  secretRef,
  tempo,
} from "crowsnest";
import {
  discoveryMail,
  discoveryPager,
  paymentsChat,
  paymentsPager,
  platformChat,
  platformPager,
} from "./receivers.ts";
import { platformTeam } from "./teams.ts";

/** Nobody is woken for a service of tier `low`: its budget burns into tickets. */
const ticketsOnly = defineAlertPolicy({
  name: "tickets-only",
  burnRate: [
    { name: "ticket-fast", severity: "warning", budget: "10%", long: "1d", short: "2h", for: "15m" },
    { name: "ticket-slow", severity: "warning", budget: "10%", long: "3d", short: "6h", for: "1h" },
  ],
});

/** What a service must have: by its tier, and by what it is. `crowsnest coverage` holds every service against it. */
const coverage = coveragePolicy({
  low: [...defaultCoveragePolicy.low, "slo", "ticket", "route", "logs", "runbook"],
  components: { application: ["errors"], gateway: ["probe"] },
});

/** What holds everywhere; `environments.ts` says what differs. */
export const platform = definePlatform({
  name: "shop",
  team: platformTeam,
  prometheus: { retention: "35d", storage: { size: "200Gi", className: "ssd" } },
  alertmanager: {
    receivers: [paymentsPager, paymentsChat, discoveryPager, discoveryMail, platformPager, platformChat],
    defaultReceiver: platformChat,
    heartbeat: { url: secretRef({ name: "alertmanager-receivers", key: "heartbeat-url" }) },
    smtp: {
      host: "smtp.shop.example:587",
      from: "alerts@shop.example",
      username: "alerts",
      password: secretRef({ name: "alertmanager-receivers", key: "smtp-password" }),
    },
  },
  grafana: { url: "https://grafana.shop.example", admin: { secretName: "grafana-admin" } },
  logs: loki({ storage: filesystem({ size: "50Gi" }), retention: "30d" }),
  errors: { organization: "shop" },
  traces: tempo({ url: "http://tempo.tracing.svc:3200" }),
  policies: { low: ticketsOnly },
  coverage,
});
