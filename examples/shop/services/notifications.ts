import {
  alert,
  availability,
  counter,
  defineService,
  histogram,
  info,
  kubernetes,
  latency,
  sentry,
} from "crowsnest";
import { payments } from "../teams.ts";
import { orderEvents } from "./order-events.ts";

/** Python; metrics of its own by prometheus_client. */
export const notifications = defineService({
  name: "notifications",
  displayName: "Notifications",
  description: "Tells customers by e-mail, SMS and push what became of their orders.",
  component: "notification",
  team: payments,
  runsOn: kubernetes({ namespace: "shop", selector: { app: "notifications" }, metricsPort: "metrics" }),
  metrics: {
    deliveries: counter("notifications_deliveries_total", {
      labels: ["channel", "provider", "outcome"],
      help: "Messages by what became of them: delivered, bounced (bad address) or failed.",
    }),
    delay: histogram("notifications_delivery_delay_seconds", {
      labels: ["channel"],
      buckets: [1, 5, 15, 60, 300],
      help: "Time from the event to the provider's acknowledgement.",
    }),
    runtime: info("python_info", { labels: ["implementation", "major", "minor", "patchlevel", "version"] }),
  },
  slos: ({ deliveries, delay }) => [
    availability({ objective: "99.5", total: deliveries, bad: { outcome: "failed" } }),
    latency({ name: "delivery", objective: "99", of: delay, within: "1m" }),
  ],
  alerts: ({ deliveries }) => [
    alert("NotificationsBounceRateHigh", {
      when: deliveries
        .where({ outcome: "bounced" })
        .rate("30m")
        .sum({ by: ["channel"] })
        .dividedBy(deliveries.rate("30m").sum({ by: ["channel"] }))
        .above(0.05),
      for: "15m",
      severity: "warning",
      summary: "{{ $value | humanizePercentage }} of messages by {{ $labels.channel }} bounce",
      description: "Providers block senders whose messages bounce. Look for a bad import of addresses.",
    }),
  ],
  logs: { format: "json" },
  errors: sentry({ platform: "python" }),
  dependsOn: [orderEvents],
  links: [{ title: "Provider status", url: "https://status.mail-provider.example/" }],
  runbooks: "https://runbooks.shop.example/notifications",
});
