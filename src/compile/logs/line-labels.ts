import type { LogContract } from "../../definitions/index.ts";
import { type COMMON_LABELS, labelOfField } from "../../definitions/log-labels.ts";

/** Where the collector has what a label of LogQL names. */
export type LabelPlace =
  | { readonly kind: "severity" | "severityNumber" | "spanId" | "traceId" }
  | { readonly kind: "attribute" | "resource"; readonly name: string };

/** Where the collector has what every line has; breaks of a contract are a list, and no place of their own. */
const COMMON: Readonly<Record<string, LabelPlace>> = {
  deployment_environment_name: { kind: "resource", name: "deployment.environment.name" },
  detected_level: { kind: "severity" },
  k8s_namespace_name: { kind: "resource", name: "k8s.namespace.name" },
  k8s_node_name: { kind: "resource", name: "k8s.node.name" },
  k8s_pod_name: { kind: "resource", name: "k8s.pod.name" },
  log_iostream: { kind: "attribute", name: "log.iostream" },
  service_name: { kind: "resource", name: "service.name" },
  service_version: { kind: "resource", name: "service.version" },
  severity_number: { kind: "severityNumber" },
  severity_text: { kind: "severity" },
  span_id: { kind: "spanId" },
  trace_id: { kind: "traceId" },
} satisfies Record<Exclude<keyof typeof COMMON_LABELS, "crowsnest_contract_breaks">, LabelPlace>;

/** Where a label's value is in a line that a contract describes; `undefined` when the contract does not say. */
export function labelPlace({ fields }: Pick<LogContract, "fields">, label: string): LabelPlace | undefined {
  const own = Object.keys(fields)
    .sort()
    .find((name) => labelOfField(name) === label);
  return own === undefined ? COMMON[label] : { kind: "attribute", name: own };
}
