import { diagnostic } from "../diagnostics/index.ts";
import type { Check } from "./check.ts";
import { groupBy, type Presence, presences } from "./presence.ts";
import { overlaps } from "./selector-overlap.ts";

/** No two services scrape the same targets: each series would be there twice, under either's name. */
export const sharedTargets: Check = (draft) => {
  const groups = groupBy(presences(draft), endpointOf);
  return [...groups.values()].flatMap((group) =>
    overlaps(group, ({ service }) => service.value.runsOn.selector).map(({ equal, narrow, wide }) => {
      const { name } = wide.service.value;
      return diagnostic("shared-targets", {
        ...narrow.service.at("runsOn", "selector"),
        message: equal
          ? `the service "${name}" has the same selector, port and path`
          : `the selector of the service "${name}" finds these targets as well`,
        hint: "Add a label to the selector that only one of the two Kubernetes Services has.",
      });
    }),
  );
};

/** Only services of one namespace, port and path can share a target. */
function endpointOf({ service, environment, namespace }: Presence): string {
  const { metricsPort, metricsPath = "/metrics" } = service.value.runsOn;
  return JSON.stringify([environment.value.name, namespace, metricsPort, metricsPath]);
}
