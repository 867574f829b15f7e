import {
  NetworkPolicyV1,
  type NetworkPolicyV1SpecIngress,
} from "@cdktf/provider-kubernetes/lib/network-policy-v1/index.js";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { NetworkPolicyArtifact, NetworkPolicyRule } from "../../artifacts/index.ts";
import { literal } from "../engine/literal.ts";
import { logicalId, withId } from "../engine/logical-id.ts";
import { MANAGED_BY } from "./labels.ts";

/** Adds a policy of who may connect; it denies all that it does not name. */
export function addNetworkPolicy(
  scope: Construct,
  { ingress, name, namespace, podLabels }: NetworkPolicyArtifact,
  dependsOn: ITerraformDependable[],
): NetworkPolicyV1 {
  const id = logicalId(namespace, name);
  const construct = new NetworkPolicyV1(scope, `kubernetes_network_policy_v1.${id}`, {
    ...(dependsOn.length > 0 && { dependsOn }),
    metadata: { labels: MANAGED_BY, name: literal(name), namespace: literal(namespace) },
    spec: {
      ingress: ingress.map(rule),
      podSelector: { matchLabels: literal(podLabels) },
      policyTypes: ["Ingress"],
    },
  });
  return withId(construct, id);
}

function rule({ from, fromRanges = [], ports }: NetworkPolicyRule): NetworkPolicyV1SpecIngress {
  return {
    from: [
      ...from.map(({ namespaceLabels, podLabels }) => ({
        ...(namespaceLabels !== null && { namespaceSelector: { matchLabels: literal(namespaceLabels) } }),
        podSelector: { matchLabels: literal(podLabels) },
      })),
      ...fromRanges.map((cidr) => ({ ipBlock: { cidr: literal(cidr) } })),
    ],
    ports: ports.map(({ port, protocol }) => ({ port: literal(port), protocol })),
  };
}
