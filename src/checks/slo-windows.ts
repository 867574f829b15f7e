import { diagnostic } from "../diagnostics/index.ts";
import { durationSeconds } from "../query/promql/index.ts";
import type { Check } from "./check.ts";
import { presences } from "./presence.ts";

/** Prometheus keeps samples at least as long as the window of every SLO. */
export const sloWindows: Check = (draft) =>
  presences(draft).flatMap(({ service, environment }) => {
    const { retention } = environment.value.settings.prometheus;
    return service.value.slos.flatMap(({ window }, index) =>
      durationSeconds(window) <= durationSeconds(retention)
        ? []
        : [
            diagnostic("longer-than-retention", {
              ...service.at("slos", index, "window"),
              message: `a window of ${window}, but Prometheus in "${environment.value.name}" forgets after ${retention}`,
              hint: `Give the platform \`prometheus: { retention: "${window}" }\` or more, or the SLO a shorter window.`,
            }),
          ],
    );
  });
