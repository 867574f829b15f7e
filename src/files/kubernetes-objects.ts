import type { JsonObject, NamespaceArtifact, NetworkPolicyArtifact } from "../artifacts/index.ts";

const MANAGED_BY = { "app.kubernetes.io/managed-by": "crowsnest" } as const;

/** A namespace as the Kubernetes API takes it. */
export function namespaceObject({ labels, name }: NamespaceArtifact): JsonObject {
  return { apiVersion: "v1", kind: "Namespace", metadata: { labels, name } };
}

/** A network policy as the Kubernetes API takes it. */
export function networkPolicyObject(policy: NetworkPolicyArtifact): JsonObject {
  const { ingress, name, namespace, podLabels } = policy;
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { labels: MANAGED_BY, name, namespace },
    spec: {
      ingress: ingress.map(({ from, fromRanges = [], ports }) => ({
        from: [
          ...from.map(({ namespaceLabels, podLabels: peerLabels }) => ({
            ...(namespaceLabels !== null && { namespaceSelector: { matchLabels: namespaceLabels } }),
            podSelector: { matchLabels: peerLabels },
          })),
          ...fromRanges.map((cidr) => ({ ipBlock: { cidr } })),
        ],
        ports: ports.map(({ port, protocol }) => ({ port: portValue(port), protocol })),
      })),
      podSelector: { matchLabels: podLabels },
      policyTypes: ["Ingress"],
    },
  };
}

// The API takes a number for a port's number, and text for its name.
function portValue(port: string): number | string {
  return /^\d+$/.test(port) ? Number(port) : port;
}
