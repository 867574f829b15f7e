import type { Labels } from "./labels.ts";
import type { Route } from "./tree.ts";

/** The labels that an alert's group is known by: those of `group_by` that the alert has. */
export function groupLabels({ groupBy }: Pick<Route, "groupBy">, labels: Labels): Labels {
  const names =
    groupBy === "all" ? Object.keys(labels) : groupBy.filter((name) => Object.hasOwn(labels, name));
  return Object.fromEntries([...new Set(names)].sort().map((name) => [name, labels[name] ?? ""]));
}

/** A key that two alerts of a route share when they share a notification. */
export function groupKey(route: Pick<Route, "groupBy" | "path">, labels: Labels): string {
  return JSON.stringify([route.path, Object.entries(groupLabels(route, labels))]);
}
