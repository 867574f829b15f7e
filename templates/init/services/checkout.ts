import {
  alert,
  availability,
  counter,
  defineService,
  gauge,
  histogram,
  kubernetes,
  latency,
} from "crowsnest";
import { payments } from "../teams.ts";

export const checkout = defineService({
  name: "checkout",
  displayName: "Checkout",
  description: "Takes orders and payments.",
  team: payments,
  tier: "critical",
  // The Kubernetes Service with these labels serves /metrics on its port of this name.
  runsOn: kubernetes({ namespace: "shop", selector: { app: "checkout" }, metricsPort: "http" }),
  metrics: {
    requests: counter("http_requests_total", { labels: ["method", "route", "status_code"] }),
    duration: histogram("http_request_duration_seconds", {
      labels: ["method", "route"],
      buckets: [0.05, 0.1, 0.3, 1, 3],
    }),
    queue: gauge("checkout_queue_depth", { help: "Orders that wait to be paid." }),
  },
  slos: ({ requests, duration }) => [
    availability({ objective: "99.9", total: requests, bad: { status_code: /5../ } }),
    latency({ objective: "99", of: duration, within: "300ms" }),
  ],
  alerts: ({ queue }) => [
    alert("CheckoutQueueBacklog", {
      when: queue.max().above(1_000),
      for: "5m",
      severity: "warning",
      summary: "Orders wait to be paid",
    }),
  ],
  logs: { format: "json" },
  runbooks: "https://runbooks.example.com/checkout",
});
