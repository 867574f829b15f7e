import {
  alert,
  availability,
  counter,
  defineService,
  gauge,
  histogram,
  kubernetes,
  latency,
  sentry,
} from "crowsnest";
import { discovery } from "../teams.ts";
import { catalog } from "./catalog.ts";
import { orderEvents } from "./order-events.ts";

/** Java with Spring Boot; Micrometer's metrics, with the buckets that `slo` asks of it. */
export const recommendations = defineService({
  name: "recommendations",
  displayName: "Recommendations",
  description: "Says what else somebody may like; the shop works without it.",
  team: discovery,
  tier: "low",
  environments: ["production"],
  runsOn: kubernetes({
    namespace: "shop",
    selector: { app: "recommendations" },
    metricsPort: "management",
    metricsPath: "/actuator/prometheus",
    scrapeInterval: "30s",
  }),
  metrics: {
    requests: counter("http_server_requests_seconds_count", {
      labels: ["method", "uri", "status", "outcome", "exception"],
      unit: "requests",
      help: "Requests that were answered.",
    }),
    duration: histogram("http_server_requests_seconds", {
      labels: ["method", "uri", "status", "outcome", "exception"],
      buckets: [0.05, 0.1, 0.25, 0.5, 1],
    }),
    heap: gauge("jvm_memory_used_bytes", { labels: ["area", "id"] }),
    heapLimit: gauge("jvm_memory_max_bytes", { labels: ["area", "id"] }),
    waiting: gauge("hikaricp_connections_pending", {
      labels: ["pool"],
      help: "Threads that wait for a connection.",
    }),
  },
  slos: ({ requests, duration }) => [
    availability({ objective: "99", total: requests, bad: { outcome: "SERVER_ERROR" } }),
    latency({ objective: "95", of: duration.where({ uri: "/recommendations/{customer}" }), within: "250ms" }),
  ],
  alerts: ({ heap, heapLimit }) => [
    alert("RecommendationsHeapFull", {
      when: heap
        .where({ area: "heap" })
        .sum({ by: ["pod"] })
        .dividedBy(heapLimit.where({ area: "heap" }).sum({ by: ["pod"] }))
        .above(0.9),
      for: "10m",
      severity: "warning",
      summary: "The heap of {{ $labels.pod }} is {{ $value | humanizePercentage }} full",
    }),
  ],
  logs: { format: "logfmt", retention: "14d" },
  errors: sentry({ platform: "java-spring-boot" }),
  dependsOn: [catalog, orderEvents],
  runbooks: "https://runbooks.shop.example/recommendations",
});
