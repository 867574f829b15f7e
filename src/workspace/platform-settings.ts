import type { Environment } from "../definitions/index.ts";
import { relocated } from "../definitions/source.ts";
import { isRecord } from "./is-record.ts";
import { type RawDefinition, rawAlertmanager } from "./raw.ts";

/** Puts an environment's own settings over the platform's, section by section, key by key. */
export function mergePlatform(platform: RawDefinition, environment: Environment): RawDefinition {
  const merged: Record<string, unknown> = { ...platform };
  for (const [section, given] of Object.entries(environment.platform ?? {})) {
    const settings = section === "alertmanager" ? rawAlertmanager(given) : given;
    const base = platform[section];
    merged[section] = isRecord(base) && isRecord(settings) ? { ...base, ...settings } : settings;
  }
  return relocated(merged, environment);
}
