/**
 * What Alertmanager would do with an alert: routing, grouping, inhibition and muting, read from the configuration
 * that is sent to it. Tests hold it against Alertmanager itself.
 *
 * @module
 */
export { groupKey, groupLabels } from "./grouping.ts";
export { type InhibitRule, inhibitors } from "./inhibition.ts";
export type { Labels } from "./labels.ts";
export { type Delivery, type Simulator, simulator } from "./simulator.ts";
export { containsTime, readTimeInterval, type TimeInterval } from "./time-intervals.ts";
export { allRoutes, matchRoutes, type Route, readRoutes } from "./tree.ts";
