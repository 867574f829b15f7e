import type { JsonObject } from "../artifacts/index.ts";
import { groupKey, groupLabels } from "./grouping.ts";
import { type InhibitRule, inhibitors, readInhibitRule } from "./inhibition.ts";
import type { Labels } from "./labels.ts";
import { objectOf, objectsOf, textOf } from "./read.ts";
import { containsTime, readTimeInterval, type TimeInterval } from "./time-intervals.ts";
import { matchRoutes, type Route, readRoutes } from "./tree.ts";

/** What happens to one alert on one of its routes. */
export interface Delivery {
  readonly route: Route;
  readonly receiver: string;
  /** Alerts with the same key share a notification. */
  readonly groupKey: string;
  readonly groupLabels: Labels;
  /** Other alerts that keep this one from being sent. */
  readonly inhibitedBy: readonly Labels[];
  /** Intervals that keep the route silent at the moment. */
  readonly mutedBy: readonly string[];
}

/** Alertmanager's configuration, ready to be asked. */
export interface Simulator {
  readonly root: Route;
  /** Names of receivers that reach somebody: with at least one integration. */
  readonly reachable: ReadonlySet<string>;
  /** Lists of integrations that each receiver has, such as `slack_configs`, by its name. */
  readonly integrations: ReadonlyMap<string, readonly string[]>;
  readonly inhibitRules: readonly InhibitRule[];
  readonly timeIntervals: ReadonlyMap<string, TimeInterval>;
  /** The routes that take an alert, in the tree's order. */
  routes(labels: Labels): readonly Route[];
  /** What becomes of an alert, among others that fire, at a moment. */
  deliveries(
    labels: Labels,
    context: { readonly firing: readonly Labels[]; readonly at: Date },
  ): readonly Delivery[];
}

/**
 * Reads Alertmanager's configuration, and answers what Alertmanager would do with an alert. Pure; nothing is sent.
 *
 * @param config the native configuration, as it is in an artifact
 * @throws TypeError on a matcher that Alertmanager would refuse
 */
export function simulator(config: JsonObject): Simulator {
  const root = readRoutes(objectOf(config.route));
  const inhibitRules = objectsOf(config.inhibit_rules).map(readInhibitRule);
  const intervals = objectsOf(config.time_intervals).map(readTimeInterval);
  const timeIntervals = new Map(intervals.map((interval) => [interval.name, interval]));
  const integrations = new Map(
    objectsOf(config.receivers).map((receiver) => [
      textOf(receiver.name) ?? "",
      Object.keys(receiver).filter((key) => key.endsWith("_configs")),
    ]),
  );
  const reachable = [...integrations].filter(([, lists]) => lists.length > 0).map(([name]) => name);
  return {
    root,
    reachable: new Set(reachable),
    integrations,
    inhibitRules,
    timeIntervals,
    routes: (labels) => matchRoutes(root, labels),
    deliveries: (labels, { firing, at }) => {
      const inhibitedBy = inhibitors(inhibitRules, labels, firing);
      return matchRoutes(root, labels).map((route) => ({
        route,
        receiver: route.receiver,
        groupKey: groupKey(route, labels),
        groupLabels: groupLabels(route, labels),
        inhibitedBy,
        mutedBy: mutedBy(route, timeIntervals, at),
      }));
    },
  };
}

/** A route is silent in any of its mute intervals, and outside of all its active ones (notify/mute.go). */
function mutedBy(route: Route, intervals: ReadonlyMap<string, TimeInterval>, at: Date): readonly string[] {
  const holds = (name: string) => {
    const interval = intervals.get(name);
    return interval !== undefined && containsTime(interval, at);
  };
  const active = route.activeIntervals.length === 0 || route.activeIntervals.some(holds);
  return active ? route.muteIntervals.filter(holds) : route.activeIntervals;
}
