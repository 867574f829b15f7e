import { error } from "./info.ts";

/** Codes of metrics and of how they are scraped. */
export const metricsCodes = {
  "unbounded-label": error({
    title: "A label whose values never end",
    why: "Each value of a label is a series of its own, kept in memory: a label with the id of a user or a request brings Prometheus down.",
    wrong: 'counter("requests_total", { labels: ["route", "user_id"] })',
    right: 'counter("requests_total", { labels: ["route"] })',
  }),
  "cardinality-over-budget": error({
    title: "A metric with too many series",
    why: "The values of its labels multiply, and a histogram has each of them for every bucket.",
    wrong:
      'histogram("duration_seconds", { labels: ["route", "code"], values: { route: […200], code: […40] }, buckets: [0.1, 0.5, 1] })',
    right:
      'nativeHistogram("duration_seconds", { labels: ["route", "code"], values: { route: […200], code: […40] } })',
  }),
  "label-collision": error({
    title: "A metric's label is one that the scrape sets",
    why: "Every series gets labels of its target. One that the service exposes under the same name is renamed to `exported_…`, so a query by the plain name reads something else.",
    wrong: 'counter("requests_total", { labels: ["namespace"] })',
    right: 'counter("requests_total", { labels: ["exported_namespace"] })',
  }),
  "shared-targets": error({
    title: "Two services scrape the same targets",
    why: "Each series would be stored twice, once under either service's name; requests and errors of one would count for the other.",
    wrong: 'selector: { app: "shop" } in both "checkout" and "catalog"',
    right:
      'selector: { app: "shop", component: "checkout" } … selector: { app: "shop", component: "catalog" }',
  }),
  "timeout-exceeds-interval": error({
    title: "A scrape may take longer than the time to the next one",
    why: "Prometheus refuses a scrape whose timeout is longer than its interval, and with it the whole configuration.",
    wrong: 'kubernetes({ scrapeInterval: "15s", scrapeTimeout: "30s", … })',
    right: 'kubernetes({ scrapeInterval: "30s", scrapeTimeout: "25s", … })',
  }),
} as const;
