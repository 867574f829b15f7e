import type { JsonObject } from "../../artifacts/index.ts";
import type { Loki } from "../../definitions/loki.ts";
import { zoneSpread } from "./spread.ts";

/** Replicas of the parts of which two are enough for one to be gone. */
const SPARE = 2;
/** Volume of what is not yet in the object store. */
const SCRATCH = "20Gi";

/** The values that say which parts of Loki run, how often, and on what. */
export function lokiWorkloads(loki: Loki): JsonObject {
  return {
    // The chart counts replicas of the modes that are not used against the one that is.
    backend: { replicas: 0 },
    read: { replicas: 0 },
    write: { replicas: 0 },
    ...(loki.mode === "distributed" ? distributed(loki) : monolithic(loki)),
  };
}

function monolithic(loki: Loki): JsonObject {
  return {
    deploymentMode: "Monolithic",
    singleBinary: {
      persistence: persistence(loki),
      replicas: loki.replicas,
      resources: resources("500m", "1Gi", "4Gi"),
      topologySpreadConstraints: spread("single-binary"),
    },
  };
}

/** With object storage the volume holds only what is not yet written there. */
function persistence({ storage }: Loki): JsonObject {
  const { size, className } = storage.kind === "s3" ? { size: SCRATCH, className: undefined } : storage;
  return { enabled: true, size, ...(className !== undefined && { storageClass: className }) };
}

/** Each part by itself: those that read and write lines as often as is asked, the others twice. */
function distributed({ replicas }: Loki): JsonObject {
  const volume = { accessModes: ["ReadWriteOnce"], enabled: true, size: SCRATCH };
  return {
    // Only one may delete; a second would delete what the first has just compacted.
    compactor: {
      persistence: { enabled: true, size: SCRATCH },
      replicas: 1,
      resources: resources("100m", "512Mi", "2Gi"),
    },
    deploymentMode: "Distributed",
    distributor: {
      replicas,
      resources: resources("200m", "256Mi", "1Gi"),
      topologySpreadConstraints: spread("distributor"),
    },
    indexGateway: { persistence: volume, replicas: SPARE, resources: resources("100m", "256Mi", "1Gi") },
    ingester: {
      persistence: {
        claims: [{ accessModes: ["ReadWriteOnce"], name: "data", size: SCRATCH }],
        enabled: true,
      },
      replicas,
      resources: resources("500m", "1Gi", "4Gi"),
      topologySpreadConstraints: spread("ingester"),
      // It would need an operator of its own, which nothing else here does.
      zoneAwareReplication: { enabled: false },
    },
    querier: {
      replicas,
      resources: resources("500m", "512Mi", "2Gi"),
      topologySpreadConstraints: spread("querier"),
    },
    queryFrontend: { replicas: SPARE, resources: resources("100m", "256Mi", "1Gi") },
    queryScheduler: { replicas: SPARE, resources: resources("50m", "64Mi", "256Mi") },
    ruler: {
      persistence: volume,
      replicas: SPARE,
      resources: resources("100m", "256Mi", "1Gi"),
      sidecar: true,
    },
    singleBinary: { replicas: 0 },
  };
}

function resources(cpu: string, memory: string, limit: string): JsonObject {
  return { limits: { memory: limit }, requests: { cpu, memory } };
}

function spread(component: string): readonly JsonObject[] {
  return [zoneSpread({ "app.kubernetes.io/component": component })];
}
