import {
  availability,
  counter,
  defineService,
  histogram,
  kubernetes,
  latency,
  type Service,
} from "crowsnest";
import { payments } from "../teams.ts";

const runsOn = (app: string) => kubernetes({ namespace: "shop", selector: { app }, metricsPort: "http" });

const requests = counter("requests_total", { labels: ["code"] });

const duration = histogram("request_duration_seconds", { buckets: [0.1, 0.5, 1] });

// mistake: unknown-key services.checkout.teir
export const checkout = defineService({
  name: "checkout",
  team: payments,
  runsOn: runsOn("checkout"),
  ...({ teir: "critical" } as object),
});

export const catalog = defineService({
  name: "catalog",
  team: payments,
  runsOn: runsOn("catalog"),
  metrics: { requests },
  slos: (metrics) => [
    availability({ objective: "99", total: metrics.requests, bad: { code: "500" } }),
    // mistake: duplicate-name services.catalog.slos.availability
    availability({ objective: "95", total: metrics.requests, bad: { code: "503" } }),
  ],
});

// mistake: duplicate-name services.catalog.name
export const catalogAgain = defineService({
  name: "catalog",
  team: payments,
  runsOn: runsOn("catalog-again"),
});

export const gateway = defineService({
  name: "gateway",
  team: payments,
  runsOn: runsOn("gateway"),
  metrics: { requests, duration },
  slos: (metrics) => [
    // mistake: objective-out-of-range services.gateway.slos.all.objective
    availability({ name: "all", objective: "100", total: metrics.requests, bad: { code: "500" } }),
    // mistake: objective-out-of-range services.gateway.slos.none.objective
    availability({ name: "none", objective: "0", total: metrics.requests, bad: { code: "500" } }),
    // mistake: threshold-not-a-bucket services.gateway.slos.latency.sli.within
    latency({ objective: "99", of: metrics.duration, within: "300ms" as never }),
  ],
});

export const search = (database: Service) =>
  // mistake: unknown-dependency services.search.dependsOn[0]
  defineService({
    name: "search",
    team: payments,
    runsOn: runsOn("search"),
    dependsOn: [database],
  });

export const shouting = defineService({
  name: "shouting",
  team: payments,
  runsOn: runsOn("shouting"),
  metrics: {
    // mistake: invalid-name services.shouting.metrics.loud.name
    loud: counter("Loud-Requests!"),
  },
});

// mistake: invalid-name services.Check_Out.name
export const badName = defineService({ name: "Check_Out", team: payments, runsOn: runsOn("check-out") });
