import {
  alert,
  availability,
  counter,
  defineEnvironment,
  definePlatform,
  defineService,
  defineTeam,
  defineWorkspace,
  gauge,
  histogram,
  kubeconfig,
  kubernetes,
  latency,
  localBackend,
  secretRef,
  slack,
} from "crowsnest";

const chat = slack({
  name: "chat",
  channel: "#alerts",
  webhook: secretRef({ name: "alertmanager-receivers", key: "slack" }),
});

const payments = defineTeam({ name: "payments", notify: { critical: chat, warning: chat } });

const checkout = defineService({
  name: "checkout",
  team: payments,
  tier: "critical",
  runsOn: kubernetes({ namespace: "shop", selector: { app: "checkout" }, metricsPort: "http" }),
  metrics: {
    requests: counter("http_requests_total", { labels: ["method", "status_code"] }),
    duration: histogram("http_request_duration_seconds", { buckets: [0.1, 0.3, 1] }),
    queue: gauge("checkout_queue_depth"),
  },
  slos: ({ requests, duration }) => [
    availability({ objective: "99.9", total: requests, bad: { status_code: /5../ } }),
    latency({ objective: "99", of: duration, within: "300ms" }),
  ],
  alerts: ({ queue }) => [
    alert("CheckoutQueueBacklog", {
      when: queue.max().above(1_000),
      for: "2m",
      severity: "warning",
      summary: "Orders wait in the queue",
    }),
  ],
});

export default defineWorkspace({
  platform: definePlatform({
    name: "shop",
    team: payments,
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
  services: [checkout],
});
