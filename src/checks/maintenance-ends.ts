import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { formatDuration } from "../query/promql/index.ts";
import { freeStretches, WEEK_SECONDS } from "../workspace/index.ts";
import type { Check } from "./check.ts";

/** Longest step that events are counted in: the first one after maintenance is left out. */
const LONGEST_STEP_SECONDS = 300;

/** Between the maintenance of a service there is time in which something is measured and told. */
export const maintenanceEnds: Check = ({ services }) =>
  services.flatMap((service): readonly Diagnostic[] => {
    // What comes once ends by itself.
    const again = service.value.maintenance.filter(({ kind }) => kind !== "once");
    // Two weeks, so that a time that goes on over the end of one is seen whole.
    const span = { from: 0, to: 2 * WEEK_SECONDS };
    const longest = Math.max(...freeStretches(again, span, 0).map(({ from, to }) => to - from), 0);
    if (longest >= 2 * LONGEST_STEP_SECONDS) {
      return [];
    }
    const left = longest === 0 ? "no time" : `at most ${formatDuration(longest)}`;
    return [
      diagnostic("maintenance-never-ends", {
        ...service.at("maintenance"),
        message: `maintenance leaves ${left} in which the service is measured`,
        hint: `Leave at least ${formatDuration(2 * LONGEST_STEP_SECONDS)} between two of them; a service that is of no concern to anybody is best not declared.`,
      }),
    ];
  });
