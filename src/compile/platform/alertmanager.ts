import type { JsonObject } from "../../artifacts/index.ts";
import { ALERTMANAGER_SECRET, type ResolvedEnvironment } from "../../workspace/index.ts";
import { alertmanagerSecrets, PEER_TIMEOUT_SECONDS } from "../routing/index.ts";
import { NOTHING } from "./selectors.ts";
import { zoneSpread } from "./spread.ts";
import { volumeClaim } from "./volumes.ts";

/**
 * The values of kube-prometheus-stack below `alertmanager`. The configuration is a Secret of our own, and no
 * AlertmanagerConfig object adds to it: those would put routes before ours and send some alerts twice.
 */
export function alertmanagerValues({ platform }: ResolvedEnvironment): JsonObject {
  const { replicas, retention, storage, version } = platform.alertmanager;
  return {
    alertmanagerSpec: {
      alertmanagerConfigNamespaceSelector: NOTHING,
      alertmanagerConfigSelector: NOTHING,
      clusterPeerTimeout: `${PEER_TIMEOUT_SECONDS}s`,
      configSecret: ALERTMANAGER_SECRET,
      image: { tag: `v${version}` },
      podAntiAffinity: "hard",
      replicas,
      resources: { limits: { memory: "256Mi" }, requests: { cpu: "50m", memory: "128Mi" } },
      retention,
      secrets: alertmanagerSecrets(platform),
      storage: volumeClaim(storage),
      topologySpreadConstraints: [zoneSpread({ "app.kubernetes.io/name": "alertmanager" })],
      useExistingSecret: true,
    },
    podDisruptionBudget: { enabled: replicas > 1, minAvailable: 1 },
  };
}
