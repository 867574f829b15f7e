import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Check } from "./check.ts";
import { groupBy, type Presence, presences } from "./presence.ts";

/** No two services scrape the same targets: each series would be there twice, under either's name. */
export const sharedTargets: Check = (draft) => {
  const groups = groupBy(presences(draft), endpointOf);
  return [...groups.values()].flatMap(sharedWithin);
};

/** Only services of one namespace, port and path can share a target. */
function endpointOf({ service, environment, namespace }: Presence): string {
  const { metricsPort, metricsPath = "/metrics" } = service.value.runsOn;
  return JSON.stringify([environment.value.name, namespace, metricsPort, metricsPath]);
}

function sharedWithin(group: readonly Presence[]): readonly Diagnostic[] {
  if (group.length < 2) {
    return [];
  }
  const bySelector = groupBy(group, ({ service }) =>
    selectorKey(Object.entries(service.value.runsOn.selector)),
  );
  return group.flatMap(({ service }) => {
    const { selector } = service.value.runsOn;
    const entries = Object.entries(selector);
    const place = service.at("runsOn", "selector");
    return subsets(entries).flatMap((subset) =>
      (bySelector.get(selectorKey(subset)) ?? [])
        .filter((other) => other.service.value.name < service.value.name || subset.length < entries.length)
        .filter((other) => other.service.value.name !== service.value.name)
        .map((other) => {
          const { name } = other.service.value;
          return diagnostic("shared-targets", {
            ...place,
            message:
              subset.length === entries.length
                ? `the service "${name}" has the same selector, port and path`
                : `the selector of the service "${name}" finds these targets as well`,
            hint: "Add a label to the selector that only one of the two Kubernetes Services has.",
          });
        }),
    );
  });
}

type Entries = readonly (readonly [string, string])[];

function selectorKey(entries: Entries): string {
  return JSON.stringify([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** More labels than anyone writes; past them only equal selectors are found. */
const MOST_LABELS = 8;

/** Every choice of at least one of the labels. */
function subsets(entries: Entries): readonly Entries[] {
  if (entries.length > MOST_LABELS) {
    return [entries];
  }
  const found: Entries[] = [];
  for (const entry of entries) {
    found.push(...found.map((subset) => [...subset, entry]), [entry]);
  }
  return found;
}
