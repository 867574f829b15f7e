/**
 * What really runs: the metrics that a page or a Prometheus tells of, as a catalog in TypeScript or beside one.
 *
 * @module
 */
export { declarableMetrics } from "./declarable.ts";
export { type CatalogDiff, catalogDiff, type Drift, type DriftKind } from "./diff.ts";
export { ExpositionReader } from "./exposition/reader.ts";
export type { Exposition, Reading } from "./family.ts";
export { readPage } from "./page.ts";
export { matchersOf, readPrometheus } from "./prometheus.ts";
export { type RequestOptions, shownAddress } from "./request.ts";
export { catalogFile, type Note } from "./typescript.ts";
