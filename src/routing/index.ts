/**
 * What Alertmanager would do with an alert: routing, grouping, inhibition and muting, read from the configuration
 * that is sent to it. Tests hold it against Alertmanager itself.
 *
 * @module
 */
export { deadRoutes } from "./dead-routes.ts";
export type { Labels } from "./labels.ts";
export { type LatencyBound, type LatencyCause, latencyBound } from "./latency.ts";
export { matcherText } from "./matchers.ts";
export { type Simulator, simulator } from "./simulator.ts";
export type { Route } from "./tree.ts";
