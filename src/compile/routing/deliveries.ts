import type { JsonObject } from "../../artifacts/index.ts";
import type { Severity } from "../../definitions/index.ts";
import type { ResolvedEnvironment, ResolvedTeam } from "../../workspace/index.ts";
import { matcher } from "./matcher.ts";
import { escalationReceiver, outsideReceiver, teamReceiver, UNSENT_RECEIVER } from "./receivers.ts";
import { hoursName, maintenanceName, muteName } from "./schedules.ts";
import { grouping } from "./timing.ts";

/** One way of a severity to people of a team, and when it is open. */
interface Way {
  readonly receiver: string;
  readonly active: readonly string[];
  readonly mute: readonly string[];
  readonly options: JsonObject;
}

/**
 * The routes of one severity of a team. Several ways of one alert are siblings, of which all but the last continue;
 * ways inside and outside of business hours exclude each other.
 */
export function severityRoutes(
  environment: ResolvedEnvironment,
  team: ResolvedTeam,
  severity: Severity,
): readonly JsonObject[] {
  const ways = waysOf(environment, team, severity);
  return ways.map(({ receiver, active, mute, options }, index) => ({
    ...options,
    ...(index < ways.length - 1 && { continue: true }),
    ...intervals(active, mute),
    matchers: [matcher("severity", "=", severity)],
    receiver,
    ...(receiver !== UNSENT_RECEIVER && maintenanceRoutes(team, active, mute)),
  }));
}

function waysOf(
  { platform }: ResolvedEnvironment,
  { name, notify, onCall }: ResolvedTeam,
  severity: Severity,
): readonly Way[] {
  const options = { ...grouping(severity, platform) };
  const { hours, outside, escalation = [], mute: mutes = [] } = onCall ?? {};
  const mute = mutes
    .filter(({ severities }) => severities.includes(severity))
    .map((each) => muteName(name, each.name));
  if (notify[severity].length === 0) {
    return [{ receiver: UNSENT_RECEIVER, active: [], mute: [], options }];
  }
  const otherwise = hours !== undefined && outside?.[severity] !== undefined;
  // What nobody hears of outside of the hours waits for them; a critical alert never does.
  const waits = hours !== undefined && severity !== "critical";
  return [
    {
      receiver: teamReceiver(name, severity),
      active: otherwise || waits ? [hoursName(name)] : [],
      mute,
      options,
    },
    ...(otherwise
      ? [{ receiver: outsideReceiver(name, severity), active: [], mute: [hoursName(name), ...mute], options }]
      : []),
    ...escalation
      .filter((step) => step.severity === severity)
      .map(({ after }) => ({
        receiver: escalationReceiver(name, severity, after),
        active: [],
        mute,
        // An alert waits on its own: in a group it would be told with the first one's time.
        options: { ...options, group_by: ["..."], group_wait: after },
      })),
  ];
}

/** Mute intervals are not inherited, so a service in maintenance has a route of its own below each way. */
function maintenanceRoutes(
  { services }: ResolvedTeam,
  active: readonly string[],
  mute: readonly string[],
): JsonObject {
  const routes = services
    .filter(({ maintenance }) => maintenance.length > 0)
    .map(({ name }) => ({
      ...intervals(active, [...mute, maintenanceName(name)]),
      matchers: [matcher("service", "=", name)],
    }));
  return routes.length === 0 ? {} : { routes };
}

function intervals(active: readonly string[], mute: readonly string[]): JsonObject {
  return {
    ...(active.length > 0 && { active_time_intervals: active }),
    ...(mute.length > 0 && { mute_time_intervals: mute }),
  };
}
