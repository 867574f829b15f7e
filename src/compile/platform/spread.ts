import type { JsonObject } from "../../artifacts/index.ts";

/** Spreads pods over zones where there are several; a cluster of one zone runs them all the same. */
export function zoneSpread(podLabels: Readonly<Record<string, string>>): JsonObject {
  return {
    labelSelector: { matchLabels: podLabels },
    maxSkew: 1,
    topologyKey: "topology.kubernetes.io/zone",
    whenUnsatisfiable: "ScheduleAnyway",
  };
}
