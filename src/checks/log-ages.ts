import { diagnostic } from "../diagnostics/index.ts";
import { durationSeconds } from "../query/promql/index.ts";
import { keptFor } from "../workspace/index.ts";
import type { Check } from "./check.ts";
import { presences } from "./presence.ts";

/** Lines are kept as long as anything looks back, and some of them longer than until they move to other nodes. */
export const logAges: Check = (draft) => [
  ...presences(draft).flatMap(({ environment, service }) => {
    const { logs, logAlerts = [] } = service.value;
    const store = environment.value.settings.logs;
    if (logs === undefined || store === undefined) {
      return [];
    }
    const retention = keptFor(logs.retention, store);
    return logAlerts.flatMap(({ within }, index) =>
      retention === undefined || durationSeconds(within) <= durationSeconds(retention)
        ? []
        : [
            diagnostic("longer-than-retention", {
              ...service.at("logAlerts", index, "within"),
              message: `lines of the last ${within} are counted, but "${environment.value.name}" keeps them for ${retention}`,
              hint: `Count those of ${retention} at most, or let the service's logs say a longer \`retention\`.`,
            }),
          ],
    );
  }),
  ...draft.environments.flatMap((environment) => {
    const { logs } = environment.value.settings;
    if (logs?.kind !== "elk" || logs.warm === undefined) {
      return [];
    }
    const { after } = logs.warm;
    const longest = Math.max(
      ...[logs.retention, ...Object.values(logs.retentionClasses)].map((kept) => durationSeconds(kept)),
    );
    return durationSeconds(after) < longest
      ? []
      : [
          diagnostic("invalid-value", {
            ...environment.at("platform", "logs", "warm", "after"),
            message: `lines move to the warm nodes of "${environment.value.name}" after ${after}, when none is kept any more`,
            hint: "Move them earlier, keep lines longer, or leave `warm` out.",
          }),
        ];
  }),
];
