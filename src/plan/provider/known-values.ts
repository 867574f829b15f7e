import { isUnknown, type Value, type ValueObject } from "./value.ts";

type Adjust = (value: ValueObject) => ValueObject;

/** What a real provider plans for a resource and its schema does not tell. */
const PLANNED: Readonly<Record<string, Adjust>> = {
  // The provider plans the whole object, so that a reviewer sees every field.
  kubernetes_manifest: (planned) => ({ ...planned, object: planned.manifest ?? null }),
};

/** Parts of made-up values that configurations name. */
const APPLIED: Readonly<Record<string, (planned: ValueObject) => ValueObject>> = {
  sentry_key: (planned) => (openIn(planned, "dsn") ? { dsn: SENTRY_DSN } : {}),
  helm_release: (planned) => copied(planned, "id", planned.name),
};

// The keys of the map are those of the provider's documentation; no such host can exist (RFC 2606).
const SENTRY_DSN: ValueObject = Object.fromEntries(
  ["cdn", "crons", "csp", "minidump", "nel", "public", "secret", "security", "unreal"].map((part) => [
    part,
    `https://offline@sentry.invalid/${part}`,
  ]),
);

export function adjustPlanned(type: string, planned: ValueObject): ValueObject {
  return PLANNED[type]?.(planned) ?? planned;
}

/** Values that take the place of made-up ones, only where the plan left them open. */
export function knownApplied(type: string, planned: ValueObject): ValueObject {
  return APPLIED[type]?.(planned) ?? {};
}

function copied(planned: ValueObject, name: string, value: Value | undefined): ValueObject {
  return openIn(planned, name) && value !== undefined ? { [name]: value } : {};
}

function openIn(planned: ValueObject, name: string): boolean {
  return isUnknown(planned[name] ?? null);
}
