// @ts-nocheck: the editor shows most of these mistakes; the command line must show all
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

const runsOn = kubernetes({ namespace: "shop", selector: { app: "checkout" }, metricsPort: "http" });

const ledger = defineService({ name: "ledger", team: payments, runsOn });

export const checkout = defineService({
  name: "checkout",
  team: payments,
  teir: "critical",
  runsOn,
  metrics: {
    requests: counter("http_requests_total", { labels: ["method", "status_code"] }),
  },
  slos: ({ requests }) => [availability({ objective: "100", total: requests, bad: { status_code: /5../ } })],
});

export const orders = defineService({
  name: "orders",
  team: payments,
  runsOn,
  environments: ["prod"],
  metrics: {
    requests: counter("http_requests_total", { labels: ["method", "status_code"] }),
    duration: histogram("http_request_duration_seconds", { buckets: [0.1, 0.5, 1] }),
    queue: gauge("orders_queue_depth"),
  },
  slos: ({ requests, duration }) => [
    availability({ objective: "99.9", total: requests, bad: { status: /5../ } }),
    latency({ objective: "99", of: duration, within: "300ms" }),
    latency({ objective: "95", of: duration, within: "500ms" }),
  ],
  alerts: ({ queue }) => [
    alert("OrdersQueueBacklog", {
      when: queue.max().above(1_000),
      for: "2m",
      severity: "warning",
      summary: "Orders wait in the queue",
    }),
  ],
  dependsOn: [ledger],
});

export const refunds = defineService({
  name: "Refunds_API",
  team: payments,
  runsOn,
  alerts: [
    alert("RefundsStuck", {
      when: { promql: "max(refunds_pending) > 10" },
      for: "2 minutes",
      severity: "warning",
      summary: "Refunds wait",
    }),
  ],
});
