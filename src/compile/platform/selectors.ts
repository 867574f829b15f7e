import type { JsonObject } from "../../artifacts/index.ts";
import { objectSelector, type ResolvedEnvironment } from "../../workspace/index.ts";

/**
 * Selects monitors and rules of one environment: those that Crowsnest makes and those of the charts, which get the
 * same label. It is never empty: kube-prometheus-stack takes an empty selector for "the release's own objects".
 */
export function monitoringSelector({ name }: ResolvedEnvironment): JsonObject {
  return { matchLabels: objectSelector(name) };
}

/** Selects the namespaces that hold monitors and rules. */
export function monitoringNamespaces({ platform }: ResolvedEnvironment): JsonObject {
  const { agents, logging, monitoring } = platform.namespaces;
  const values = [...new Set([agents, logging, monitoring])].sort();
  return { matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values }] };
}

/**
 * Selects nothing, whatever labels there are. An empty selector would select everything, and the chart renders
 * an absent one as empty.
 */
export const NOTHING: JsonObject = {
  matchExpressions: [
    { key: "crowsnest.dev/never", operator: "Exists" },
    { key: "crowsnest.dev/never", operator: "DoesNotExist" },
  ],
};
