import type { JsonObject } from "../artifacts/index.ts";
import type { Labels } from "./labels.ts";
import { type Matcher, matchesAll, parseMatcher } from "./matchers.ts";
import { objectsOf, textOf, textsOf } from "./read.ts";

/** What a route says of notifications, with what it inherits from its parents. */
export interface RouteOptions {
  readonly receiver: string;
  /** Names of the labels that make a group, or every label. */
  readonly groupBy: readonly string[] | "all";
  readonly groupWait: string;
  readonly groupInterval: string;
  readonly repeatInterval: string;
}

/** One node of the routing tree. */
export interface Route extends RouteOptions {
  /** Indexes of the route and its parents among their siblings; empty for the root. */
  readonly path: readonly number[];
  readonly matchers: readonly Matcher[];
  readonly continues: boolean;
  /** Not inherited: a route is muted by its own intervals only. */
  readonly muteIntervals: readonly string[];
  readonly activeIntervals: readonly string[];
  readonly routes: readonly Route[];
}

/** Alertmanager's own, for what no route says (dispatch/route.go, DefaultRouteOpts). */
const DEFAULTS: RouteOptions = {
  receiver: "",
  groupBy: [],
  groupWait: "30s",
  groupInterval: "5m",
  repeatInterval: "4h",
};

/** Reads the routing tree of a configuration. */
export function readRoutes(route: JsonObject, parent = DEFAULTS, path: readonly number[] = []): Route {
  const groupBy = textsOf(route.group_by);
  const options: RouteOptions = {
    receiver: textOf(route.receiver) ?? parent.receiver,
    // Alertmanager takes an empty list for none.
    groupBy: groupBy.length === 0 ? parent.groupBy : groupBy.includes("...") ? "all" : groupBy,
    groupWait: textOf(route.group_wait) ?? parent.groupWait,
    groupInterval: textOf(route.group_interval) ?? parent.groupInterval,
    repeatInterval: textOf(route.repeat_interval) ?? parent.repeatInterval,
  };
  return {
    ...options,
    path,
    matchers: textsOf(route.matchers).map(parseMatcher),
    continues: route.continue === true,
    muteIntervals: textsOf(route.mute_time_intervals),
    activeIntervals: textsOf(route.active_time_intervals),
    routes: objectsOf(route.routes).map((child, index) => readRoutes(child, options, [...path, index])),
  };
}

/**
 * The routes that take an alert, in the tree's order (dispatch/route.go, Match): the first child that matches,
 * those after it while they continue, and the route itself when no child does.
 */
export function matchRoutes(route: Route, labels: Labels): readonly Route[] {
  if (!matchesAll(route.matchers, labels)) {
    return [];
  }
  const found: Route[] = [];
  for (const child of route.routes) {
    const matches = matchRoutes(child, labels);
    found.push(...matches);
    if (matches.length > 0 && !child.continues) {
      break;
    }
  }
  return found.length > 0 ? found : [route];
}

/** Every route of a tree, parents first. */
export function allRoutes(route: Route): readonly Route[] {
  return [route, ...route.routes.flatMap(allRoutes)];
}
