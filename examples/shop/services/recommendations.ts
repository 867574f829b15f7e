import { availability, counter, defineService, kubernetes, latency, sentry } from "crowsnest";
import { jvm, jvmMetrics } from "crowsnest/catalogs";
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
  uses: [jvm()],
  metrics: {
    requests: counter("http_server_requests_seconds_count", {
      labels: ["method", "uri", "status", "outcome", "exception", "error"],
      unit: "requests",
      help: "Requests that were answered.",
    }),
    duration: jvmMetrics.requests,
  },
  slos: ({ requests, duration }) => [
    availability({ objective: "99", total: requests, bad: { outcome: "SERVER_ERROR" } }),
    latency({ objective: "95", of: duration.where({ uri: "/recommendations/{customer}" }), within: "250ms" }),
  ],
  logs: { format: "logfmt", retention: "14d" },
  errors: sentry({ platform: "java-spring-boot" }),
  dependsOn: [catalog, orderEvents],
  runbooks: "https://runbooks.shop.example/recommendations",
});
