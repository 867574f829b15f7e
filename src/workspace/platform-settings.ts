import { withDefaults } from "../definitions/common.ts";
import { relocated } from "../definitions/source.ts";
import { isRecord } from "./is-record.ts";
import { rawAlertmanager } from "./raw.ts";
import type { RawDefinition } from "./raw-definition.ts";

/** Puts an environment's own settings over the platform's, section by section, key by key. */
export function mergePlatform(platform: RawDefinition, environment: RawDefinition): RawDefinition {
  const merged: Record<string, unknown> = { ...platform };
  // Assigning to "__proto__" would change the prototype; as a key of its own it is refused like any unknown one.
  const put = (key: string, value: unknown) =>
    Object.defineProperty(merged, key, { value, enumerable: true, configurable: true, writable: true });
  for (const [section, given] of Object.entries(isRecord(environment.platform) ? environment.platform : {})) {
    const settings = section === "alertmanager" ? rawAlertmanager(given) : given;
    const base = platform[section];
    const merges = isRecord(base) && isRecord(settings) && !isOfAnotherKind(base, settings);
    put(section, merges ? withDefaults(base, settings) : (settings ?? base));
  }
  return relocated(merged, environment);
}

/** Loki's settings mean nothing to Elasticsearch: what is of another kind takes the place of the whole section. */
function isOfAnotherKind(base: RawDefinition, settings: RawDefinition): boolean {
  return settings.kind !== undefined && base.kind !== settings.kind;
}
