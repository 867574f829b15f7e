import type { BackendArtifact, ClusterArtifact } from "../artifacts/index.ts";
import type { Backend, Cluster } from "../definitions/index.ts";

/** How Terraform reaches the cluster, with every default spelt out. */
export function clusterArtifact(cluster: Cluster): ClusterArtifact {
  return cluster.kind === "inCluster"
    ? { kind: "inCluster" }
    : { context: cluster.context, kind: "kubeconfig", path: cluster.path ?? null };
}

/** Where Terraform keeps its state, with every default spelt out. */
export function backendArtifact(backend: Backend): BackendArtifact {
  switch (backend.kind) {
    case "local":
      return { directory: backend.directory ?? null, kind: "local" };
    case "s3":
      return { bucket: backend.bucket, kind: "s3", prefix: backend.prefix ?? "", region: backend.region };
    case "gcs":
      return { bucket: backend.bucket, kind: "gcs", prefix: backend.prefix ?? "" };
  }
}
