import { metricHandles } from "../definitions/handles.ts";
import { LogLines } from "../definitions/log-lines.ts";
import { parseStackFrame, relocated, sourceOf } from "../definitions/source.ts";
import { type Diagnostic, diagnostic, type SourceLocation } from "../diagnostics/index.ts";
import { withDashboardFiles } from "./dashboard-files.ts";
import { isRecord } from "./is-record.ts";
import type { RawDefinition } from "./raw-definition.ts";
import { messageOf, stackOf } from "./thrown.ts";
import { withCatalogs } from "./uses.ts";

/** Turns a service into plain data: references become names, callbacks become lists. */
export function rawService(
  service: RawDefinition,
  root: string | undefined,
  diagnostics: Diagnostic[],
): RawDefinition {
  const { team, dependsOn, quietWhileDown, slos, alerts, logAlerts, rows, metrics, ...rest } = service;
  const raw = {
    ...rest,
    ...(metrics !== undefined && { metrics }),
    team: referenceName(team),
    dependsOn: Array.isArray(dependsOn) ? dependsOn.map(referenceName) : (dependsOn ?? []),
    ...(quietWhileDown !== undefined && {
      quietWhileDown: Array.isArray(quietWhileDown) ? quietWhileDown.map(referenceName) : quietWhileDown,
    }),
    slos: expand(service, "slos", slos, diagnostics),
    alerts: expand(service, "alerts", alerts, diagnostics),
    ...(rows !== undefined && { rows: expand(service, "rows", rows, diagnostics) }),
    ...(logAlerts !== undefined && { logAlerts: expand(service, "logAlerts", logAlerts, diagnostics) }),
  };
  const path = `services.${typeof service.name === "string" ? service.name : "?"}`;
  return withCatalogs(withDashboardFiles(relocated(raw, service), path, root, diagnostics), diagnostics);
}

/** Turns a platform into plain data. */
export function rawPlatform(platform: RawDefinition): RawDefinition {
  const { team, alertmanager, ...rest } = platform;
  const raw = { ...rest, team: referenceName(team), alertmanager: rawAlertmanager(alertmanager) };
  return relocated(raw, platform);
}

/** Turns settings of Alertmanager into plain data; an environment may give only some. */
export function rawAlertmanager(alertmanager: unknown): unknown {
  return isRecord(alertmanager) && "defaultReceiver" in alertmanager
    ? { ...alertmanager, defaultReceiver: referenceName(alertmanager.defaultReceiver) }
    : alertmanager;
}

/** The name of a definition that was handed over whole; anything else is left for the schema to refuse. */
function referenceName(reference: unknown): unknown {
  return isRecord(reference) && typeof reference.name === "string" ? reference.name : reference;
}

/** Where an error was thrown in the file of a definition; the definition itself when it was elsewhere. */
function frameIn(definition: SourceLocation | null, error: unknown): SourceLocation | null {
  const frames = stackOf(error)
    .split("\n")
    .flatMap((line) => parseStackFrame(line) ?? []);
  return frames.find(({ file }) => file === definition?.file) ?? definition;
}

function expand(
  service: RawDefinition,
  key: "slos" | "alerts" | "logAlerts" | "rows",
  list: unknown,
  diagnostics: Diagnostic[],
): unknown {
  if (typeof list !== "function") {
    return list ?? [];
  }
  try {
    const lines = new LogLines();
    const metrics = metricHandles(isRecord(service.metrics) ? (service.metrics as never) : {});
    const result: unknown = key === "logAlerts" ? list(lines) : list(metrics, lines);
    return result ?? [];
  } catch (error) {
    diagnostics.push(
      diagnostic("definition-throws", {
        path: `services.${typeof service.name === "string" ? service.name : "?"}.${key}`,
        message: `the function of \`${key}\` threw: ${messageOf(error)}`,
        hint: "It receives the service's metrics by the names they have under `metrics`, and returns a list.",
        source: frameIn(sourceOf(service), error),
      }),
    );
    return [];
  }
}
