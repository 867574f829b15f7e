import { diagnostic } from "../diagnostics/index.ts";
import type { Check } from "./check.ts";
import { groupBy, presences } from "./presence.ts";
import { overlaps } from "./selector-overlap.ts";

/** No two services claim the lines of the same pods: all of them would be one's, and the other would have none. */
export const sharedPods: Check = (draft) => {
  const logging = presences(draft).filter(
    ({ service: { value } }) => value.logs !== undefined && value.logs.from === undefined,
  );
  const groups = groupBy(logging, ({ environment, namespace }) =>
    JSON.stringify([environment.value.name, namespace]),
  );
  return [...groups.values()].flatMap((group) =>
    overlaps(group, ({ service: { value } }) => value.logs?.podLabels ?? value.runsOn.selector).map(
      ({ narrow: { service }, wide }) =>
        diagnostic("shared-log-source", {
          ...service.at("logs", "podLabels"),
          message: `${service.value.name} and ${wide.service.value.name} both read the lines of the pods with ${labelsOf(wide.service.value.logs?.podLabels ?? wide.service.value.runsOn.selector)}`,
          hint: "Give each service `podLabels` that only its own pods have.",
        }),
    ),
  );
};

function labelsOf(selector: Readonly<Record<string, string>>): string {
  return Object.entries(selector)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(",");
}
