import type { ResolvedPlatform, SecretRef } from "../../definitions/index.ts";

/** Where the operator mounts the Secrets that `alertmanagerSpec.secrets` names. */
const MOUNT = "/etc/alertmanager/secrets";

/** The file in Alertmanager's container that holds a secret. */
export function secretFile({ name, key }: SecretRef): string {
  return `${MOUNT}/${name}/${key}`;
}

/** Names of all Secrets that Alertmanager's configuration reads, sorted: those to mount. */
export function alertmanagerSecrets({ alertmanager }: ResolvedPlatform): readonly string[] {
  return [...new Set(secretNames(alertmanager))].sort();
}

function secretNames(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  return "kind" in value && value.kind === "secretRef"
    ? [(value as SecretRef).name]
    : Object.values(value).flatMap(secretNames);
}
