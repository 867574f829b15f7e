import {
  alert,
  availability,
  counter,
  defineService,
  gauge,
  histogram,
  info,
  kubernetes,
  latency,
  panel,
  rateInterval,
  row,
  sentry,
} from "crowsnest";
import { cadvisor, kubeState, nodejs } from "crowsnest/catalogs";
import { payments } from "../teams.ts";
import { catalog } from "./catalog.ts";
import { notifications } from "./notifications.ts";
import { orderEvents } from "./order-events.ts";
import { ordersDatabase } from "./orders-database.ts";

/** Node.js; request metrics are its own, prom-client's defaults come from the catalog. */
export const checkout = defineService({
  name: "checkout",
  displayName: "Checkout",
  description: "Turns a basket into a paid order.",
  team: payments,
  tier: "critical",
  runsOn: kubernetes({ namespace: "shop", selector: { app: "checkout" }, metricsPort: "http" }),
  uses: [nodejs(), kubeState(), cadvisor()],
  metrics: {
    requests: counter("http_requests_total", {
      labels: ["method", "route", "status_code"],
      help: "Requests that were answered.",
    }),
    duration: histogram("http_request_duration_seconds", {
      labels: ["method", "route"],
      buckets: [0.05, 0.1, 0.3, 0.5, 1, 3],
      help: "Time from a request to its answer.",
    }),
    payments: counter("checkout_payments_total", {
      labels: ["provider", "outcome"],
      help: "Payments by their outcome: accepted, declined (by the bank) or failed (by us or the provider).",
    }),
    queued: gauge("checkout_queue_depth", { help: "Orders that wait to be written." }),
    build: info("checkout_build_info", { labels: ["version"], help: "What is deployed." }),
  },
  slos: ({ requests, duration, payments: attempts }) => [
    availability({ objective: "99.9", by: ["route"], total: requests, bad: { status_code: /5../ } }),
    latency({ objective: "99", of: duration.where({ route: "/orders" }), within: "300ms" }),
    availability({
      name: "payments",
      objective: "99.5",
      window: "28d",
      total: attempts,
      bad: { outcome: "failed" },
      description: "A payment that the bank would take is taken.",
    }),
  ],
  alerts: ({ queued }) => [
    alert("CheckoutQueueBacklog", {
      when: queued.max().above(1_000),
      for: "2m",
      severity: "warning",
      summary: "Orders wait in the queue",
      description: "Orders are taken faster than they are written; the database is the usual suspect.",
    }),
  ],
  rows: ({ queued, requests }) => [
    row("Orders on their way", [
      panel("Orders that wait to be written", {
        of: { most: queued.max(), average: queued.avg() },
        description:
          "When the line grows, look at the orders database first. An alert fires at the dashed line.",
        limit: 1_000,
      }),
      panel("Orders placed", {
        of: requests
          .where({ method: "POST" })
          .rate(rateInterval)
          .sum({ by: ["route"] }),
        description:
          "Requests that change something, by route. None at all in the daytime means that nobody can buy.",
      }),
    ]),
  ],
  logs: { format: "json", errors: { above: 20, within: "5m", severity: "warning" } },
  errors: sentry({ platform: "node", spike: 50 }),
  dependsOn: [catalog, notifications, orderEvents, ordersDatabase],
  links: [
    { title: "Source", url: "https://git.shop.example/payments/checkout" },
    { title: "Design", url: "https://wiki.shop.example/checkout/design" },
  ],
  runbooks: "https://runbooks.shop.example/checkout",
});
