import { WEEKDAYS } from "../definitions/on-call.ts";
import { type Diagnostic, diagnostic, suggest } from "../diagnostics/index.ts";
import { durationSeconds } from "../query/promql/index.ts";
import type { Check } from "./check.ts";

/** Alertmanager's longest time to remember; what waits longer is forgotten before it is told. */
const LONGEST_WAIT_SECONDS = 24 * 3_600;

/** Escalation and stand-ins are to receivers that the platform has, and each step is told apart by its time. */
export const onCall: Check = ({ platform, teams }) => {
  const names = new Set(platform?.value.alertmanager.receivers.map(({ name }) => name));
  return teams.flatMap((team) => {
    const { escalation = [], outside = {}, hours, mute = [] } = team.value.onCall ?? {};
    const found: Diagnostic[] = [];
    const places = [
      ...escalation.flatMap(({ to }, index) =>
        to.map((name, which) => ({ name, place: team.at("onCall", "escalation", index, "to", which) })),
      ),
      ...Object.entries(outside).flatMap(([severity, to]) =>
        (to ?? []).map((name, which) => ({ name, place: team.at("onCall", "outside", severity, which) })),
      ),
    ];
    for (const { name, place } of places) {
      if (platform !== undefined && !names.has(name)) {
        found.push(
          diagnostic("unknown-receiver", {
            ...place,
            message: `the platform has no receiver "${name}"`,
            hint: `Add it to \`alertmanager.receivers\` of definePlatform. ${suggest(name, names)}`,
          }),
        );
      }
    }
    const seen = new Set<string>();
    escalation.forEach(({ severity, after }, index) => {
      const place = team.at("onCall", "escalation", index);
      const step = `${severity} ${durationSeconds(after)}`;
      if (seen.has(step)) {
        found.push(
          diagnostic("duplicate-name", {
            ...place,
            message: `another escalation of ${severity} is after ${after} too`,
            hint: "Name all receivers of one step in its `to`.",
          }),
        );
      }
      seen.add(step);
      if (durationSeconds(after) > LONGEST_WAIT_SECONDS) {
        found.push(
          diagnostic("invalid-value", {
            ...place,
            message: `an escalation after ${after}`,
            hint: "Alertmanager holds it in memory; escalate within a day.",
          }),
        );
      }
    });
    const mutes = new Set<string>();
    mute.forEach(({ name, days, from, to }, index) => {
      const place = team.at("onCall", "mute", index);
      if (mutes.has(name)) {
        found.push(
          diagnostic("duplicate-name", {
            ...place,
            message: `another mute interval of the team is called "${name}" too`,
            hint: "Give each a name of its own.",
          }),
        );
      }
      mutes.add(name);
      if (from === "00:00" && to === "24:00" && new Set(days).size === WEEKDAYS.length) {
        found.push(
          diagnostic("invalid-value", {
            ...place,
            message: `the mute interval "${name}" never ends, so that nobody ever hears of what it mutes`,
            hint: "Leave a time out, or disable what nobody should hear of with an `override` and its reason.",
          }),
        );
      }
    });
    if (hours === undefined && Object.keys(outside).length > 0) {
      found.push(
        diagnostic("missing-key", {
          ...team.at("onCall", "outside"),
          message: "`outside` without `hours`",
          hint: "Say outside of which `hours` they are told.",
        }),
      );
    }
    return found;
  });
};
