/**
 * Resource attributes that Loki indexes lines by, in OpenTelemetry's names; Loki writes `_` for `.`. Each has few
 * values: whatever has many (pods, traces) is structured metadata, which costs no stream of its own.
 */
export const INDEX_LABELS = ["deployment.environment.name", "k8s.namespace.name", "service.name"] as const;
