import { canonical, type JsonObject } from "../../artifacts/index.ts";
import type { Receiver, Severity } from "../../definitions/index.ts";
import type { ResolvedEnvironment } from "../../workspace/index.ts";
import { type Integration, integration } from "./integrations.ts";
import { secretFile } from "./secrets.ts";

/** Receiver of what no other route takes: a person. */
export const DEFAULT_RECEIVER = "default";
/** Receiver of the Watchdog: the outside system that raises the alarm when it hears nothing. */
export const HEARTBEAT_RECEIVER = "heartbeat";
/**
 * Receiver that reaches nobody. Alertmanager has no other way not to send an alert; it is for severities that a
 * team chose not to hear of, and never a default.
 */
export const UNSENT_RECEIVER = "unsent";

/** Severities that routes know, the most urgent first. */
export const SEVERITIES = ["critical", "warning", "info"] as const satisfies readonly Severity[];

/** Name of the receiver of a team's alerts; no team has a name with a slash, so it meets no other receiver. */
export function teamReceiver(team: string, severity: Severity): string {
  return `${team}/${severity}`;
}

/** Name of the receiver that stands in for a team's outside of its business hours. */
export function outsideReceiver(team: string, severity: Severity): string {
  return `${teamReceiver(team, severity)}/outside`;
}

/** Name of the receiver that hears of an alert which goes on. */
export function escalationReceiver(team: string, severity: Severity, after: string): string {
  return `${teamReceiver(team, severity)}/after-${after}`;
}

/**
 * Every receiver of the configuration. A team that hears of a severity in several ways has them in one receiver:
 * with a route each, one that stopped continuing would silence the ones after it.
 */
export function receivers(environment: ResolvedEnvironment): readonly JsonObject[] {
  const { receivers: declared, defaultReceiver, heartbeat } = environment.platform.alertmanager;
  const byName = new Map(declared.map((receiver) => [receiver.name, receiver]));
  return [
    receiver(DEFAULT_RECEIVER, integrations([defaultReceiver], byName, "warning")),
    receiver(HEARTBEAT_RECEIVER, [
      { list: "webhook_configs", settings: { send_resolved: false, url_file: secretFile(heartbeat.url) } },
    ]),
    { name: UNSENT_RECEIVER },
    ...environment.teams.flatMap((team) =>
      SEVERITIES.filter((severity) => team.notify[severity].length > 0).map((severity) =>
        receiver(teamReceiver(team.name, severity), integrations(team.notify[severity], byName, severity)),
      ),
    ),
    ...environment.teams.flatMap(({ name, notify, onCall }) => [
      ...SEVERITIES.flatMap((severity) => {
        const names = onCall?.hours && notify[severity].length > 0 ? onCall.outside[severity] : undefined;
        return names === undefined
          ? []
          : [receiver(outsideReceiver(name, severity), integrations(names, byName, severity))];
      }),
      ...(onCall?.escalation ?? [])
        .filter(({ severity }) => notify[severity].length > 0)
        .map(({ severity, after, to }) =>
          receiver(escalationReceiver(name, severity, after), integrations(to, byName, severity)),
        ),
    ]),
  ];
}

function integrations(
  names: readonly string[],
  byName: ReadonlyMap<string, Receiver>,
  severity: Severity,
): readonly Integration[] {
  return [...new Set(names)].flatMap((name) => {
    const found = byName.get(name);
    return found === undefined ? [] : [integration(found, severity)];
  });
}

function receiver(name: string, all: readonly Integration[]): JsonObject {
  const lists: Record<string, JsonObject[]> = {};
  for (const { list, settings } of all) {
    lists[list] = [...(lists[list] ?? []), settings];
  }
  return canonical({ ...lists, name });
}
