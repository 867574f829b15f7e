import type { NamespaceArtifact } from "../../artifacts/index.ts";
import type { ResolvedEnvironment } from "../../workspace/index.ts";

/** What pods of a namespace may ask of their node, in the words of Kubernetes's Pod Security Standards. */
type PodSecurity = "privileged" | "restricted";

/**
 * The namespaces of what Crowsnest runs. Only agents may see their node: whatever else asks for it is refused.
 *
 * Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function namespaces({ name, platform }: ResolvedEnvironment): readonly NamespaceArtifact[] {
  const { agents, logging, monitoring } = platform.namespaces;
  const security = new Map<string, PodSecurity>([[monitoring, "restricted"]]);
  if (platform.logs !== undefined) {
    security.set(logging, "restricted");
  }
  // The last word: who gives agents a namespace of something else gives its pods the same rights.
  security.set(agents, "privileged");
  return [...security]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([namespace, level]) => ({
      labels: {
        "app.kubernetes.io/managed-by": "crowsnest",
        "crowsnest.dev/environment": name,
        "pod-security.kubernetes.io/audit": level,
        "pod-security.kubernetes.io/enforce": level,
        "pod-security.kubernetes.io/warn": level,
      },
      name: namespace,
    }));
}
