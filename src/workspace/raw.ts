import { metricHandles } from "../definitions/handles.ts";
import type { Platform, Service } from "../definitions/index.ts";
import { relocated, sourceOf } from "../definitions/source.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { isRecord } from "./is-record.ts";

/** A definition whose references are names and whose callbacks have run; not yet checked. */
export type RawDefinition = Readonly<Record<string, unknown>>;

/** Turns a service into plain data: references become names, callbacks become lists. */
export function rawService(service: Service, diagnostics: Diagnostic[]): RawDefinition {
  const { team, dependsOn, slos, alerts, metrics, ...rest } = service;
  const raw = {
    ...rest,
    ...(metrics !== undefined && { metrics }),
    team: referenceName(team),
    dependsOn: Array.isArray(dependsOn) ? dependsOn.map(referenceName) : (dependsOn ?? []),
    slos: expand(service, "slos", slos, diagnostics),
    alerts: expand(service, "alerts", alerts, diagnostics),
  };
  return relocated(raw, service);
}

/** Turns a platform into plain data. */
export function rawPlatform(platform: Platform): RawDefinition {
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

function expand(service: Service, key: "slos" | "alerts", list: unknown, diagnostics: Diagnostic[]): unknown {
  if (typeof list !== "function") {
    return list ?? [];
  }
  try {
    const result: unknown = list(metricHandles(isRecord(service.metrics) ? (service.metrics as never) : {}));
    return result ?? [];
  } catch (error) {
    diagnostics.push(
      diagnostic("definition-throws", {
        path: `services.${service.name}.${key}`,
        message: `the function of \`${key}\` threw: ${error instanceof Error ? error.message : String(error)}`,
        hint: "It receives the service's metrics by the names they have under `metrics`, and returns a list.",
        source: sourceOf(service),
      }),
    );
    return [];
  }
}
