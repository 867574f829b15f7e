/** Why nothing that the cluster says of pods brings an objective. */
export const causesOnly =
  "The state of pods is a cause, not what users feel: promise the service's own requests.";

/** A container of a pod. */
export const ofContainer = { by: ["pod", "container"] } as const;
