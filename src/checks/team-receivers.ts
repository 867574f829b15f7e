import { diagnostic } from "../diagnostics/index.ts";
import type { Check } from "./check.ts";

/** Every team hears of critical alerts and of warnings; `info` is not sent unless a team asks for it. */
export const teamReceivers: Check = ({ teams }) =>
  teams.flatMap((team) =>
    (["critical", "warning"] as const)
      .filter((severity) => team.value.notify[severity].length === 0)
      .map((severity) =>
        diagnostic("team-without-receiver", {
          ...team.at("notify", severity),
          message: `the team "${team.value.name}" has no receiver for ${severity} alerts`,
          hint: `Name who hears of them: \`notify: { ${severity}: … }\`.`,
        }),
      ),
  );
