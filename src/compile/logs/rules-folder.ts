/** Where the sidecar writes rules, and where Loki's ruler looks for a folder of each tenant. */
export const RULES_FOLDER = "/rules";
/** Annotation of a ConfigMap that says which folder the sidecar writes its files to. */
export const RULES_FOLDER_ANNOTATION = "crowsnest.dev/rules-folder";
/** Label of the ConfigMaps that the sidecar reads. */
export const RULES_LABEL = "crowsnest.dev/log-rules";
export const RULES_LABEL_VALUE = "true";

/**
 * Folder of a tenant's rules. Loki loads nothing from files that lie directly in {@link RULES_FOLDER}.
 *
 * Source: https://grafana.com/docs/loki/latest/alert/#local-storage
 */
export function tenantFolder(tenant: string): string {
  return `${RULES_FOLDER}/${tenant}`;
}
