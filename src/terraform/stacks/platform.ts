import type { Construct } from "constructs";
import type { EnvironmentArtifacts } from "../../artifacts/index.ts";
import { addNamespace } from "../kubernetes/namespace.ts";
import { addNetworkPolicy } from "../kubernetes/network-policy.ts";
import { addRelease } from "../kubernetes/release.ts";
import { addProviders } from "../providers.ts";

/** The servers, the namespaces that they run in, and who may connect to them. */
export function fillPlatform(scope: Construct, environment: EnvironmentArtifacts): void {
  addProviders(scope, environment, ["helm", "kubernetes"]);
  const { namespaces, networkPolicies, releases } = environment.platform;
  const made = new Map(namespaces.map((namespace) => [namespace.name, addNamespace(scope, namespace)]));
  const inNamespace = (name: string) => {
    const namespace = made.get(name);
    return namespace === undefined ? [] : [namespace];
  };
  for (const policy of networkPolicies) {
    addNetworkPolicy(scope, policy, inNamespace(policy.namespace));
  }
  for (const release of releases) {
    addRelease(scope, release, inNamespace(release.namespace));
  }
}
