/** What the collector and Loki give every line, as labels, and what they are. */
export const COMMON_LABELS = {
  crowsnest_contract_breaks: "string",
  deployment_environment_name: "string",
  detected_level: "string",
  k8s_namespace_name: "string",
  k8s_node_name: "string",
  k8s_pod_name: "string",
  log_iostream: "string",
  service_name: "string",
  service_version: "string",
  severity_number: "number",
  severity_text: "string",
  span_id: "string",
  trace_id: "string",
} as const;

/** A field of log lines as Loki names it. */
export function labelOfField(field: string): string {
  return field.replace(/[^A-Za-z0-9_]/g, "_");
}
