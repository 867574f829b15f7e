import type { JsonObject } from "../../artifacts/index.ts";
import { SIGNAL_ALERTS } from "../../definitions/alert.ts";
import type { ResolvedEnvironment, ResolvedTeam } from "../../workspace/index.ts";
import { severityRoutes } from "./deliveries.ts";
import { matcher } from "./matcher.ts";
import {
  DEFAULT_RECEIVER,
  HEARTBEAT_RECEIVER,
  SEVERITIES,
  teamReceiver,
  UNSENT_RECEIVER,
} from "./receivers.ts";
import { grouping, heartbeatGrouping } from "./timing.ts";

/**
 * The routing tree. The Watchdog comes first, so that nothing can keep it from its heartbeat; then one branch for
 * each team with its severities. Alerts of one team never meet another one's routes.
 */
export function routeTree(environment: ResolvedEnvironment): JsonObject {
  const { platform, teams } = environment;
  return {
    ...grouping("warning", platform),
    receiver: DEFAULT_RECEIVER,
    routes: [
      {
        ...heartbeatGrouping(platform.alertmanager.heartbeat.every),
        matchers: [matcher("alertname", "=", SIGNAL_ALERTS.watchdog)],
        receiver: HEARTBEAT_RECEIVER,
      },
      { matchers: [matcher("alertname", "=", SIGNAL_ALERTS.infoInhibitor)], receiver: UNSENT_RECEIVER },
      ...teams.map((team) => teamRoute(environment, team, matcher("team", "=", team.name))),
      // Alerts of kube-prometheus-stack carry no team: they are about the platform.
      ...teams
        .filter(({ name }) => name === platform.team)
        .map((team) => teamRoute(environment, team, matcher("team", "=", ""))),
    ],
  };
}

/** A severity that is none of ours stays with the branch's own receiver: a ticket is better than silence. */
function teamRoute(environment: ResolvedEnvironment, team: ResolvedTeam, owner: string): JsonObject {
  return {
    matchers: [owner],
    receiver: teamReceiver(team.name, "warning"),
    routes: SEVERITIES.flatMap((severity) => severityRoutes(environment, team, severity)),
  };
}
