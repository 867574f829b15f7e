import {
  availability,
  counter,
  defineService,
  kubernetes,
  latency,
  nativeHistogram,
  not,
  sentry,
} from "crowsnest";
import { golang } from "crowsnest/catalogs";
import { discovery } from "../teams.ts";
import { mediaStorage } from "./media-storage.ts";

/** Go; metrics of go-grpc-middleware, with native histograms, and of client_golang. */
export const catalog = defineService({
  name: "catalog",
  displayName: "Catalog",
  description: "Knows every product, its price and its pictures.",
  team: discovery,
  tier: "critical",
  runsOn: kubernetes({ namespace: "shop", selector: { app: "catalog" }, metricsPort: "metrics" }),
  uses: [golang()],
  metrics: {
    calls: counter("grpc_server_handled_total", {
      labels: ["grpc_service", "grpc_method", "grpc_type", "grpc_code"],
      help: "Calls that were answered.",
    }),
    duration: nativeHistogram("grpc_server_handling_seconds", {
      labels: ["grpc_service", "grpc_method", "grpc_type"],
      help: "Time from a call to its answer.",
    }),
  },
  slos: ({ calls, duration }) => [
    availability({
      objective: "99.9",
      total: calls,
      good: { grpc_code: not(/Unknown|DeadlineExceeded|Internal|Unavailable|DataLoss/) },
      description: "Calls are answered; that a product does not exist is an answer too.",
    }),
    latency({ objective: "99", of: duration.where({ grpc_type: "unary" }), within: "100ms" }),
  ],
  logs: { format: "json" },
  errors: sentry({ platform: "go" }),
  dependsOn: [mediaStorage],
  links: [{ title: "Source", url: "https://git.shop.example/discovery/catalog" }],
  runbooks: "https://runbooks.shop.example/catalog",
});
