import { Release } from "@cdktf/provider-helm/lib/release/index.js";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { HelmReleaseArtifact } from "../../artifacts/index.ts";
import { document, literal } from "../engine/literal.ts";
import { logicalId, withId } from "../engine/logical-id.ts";

/** Revisions that Helm keeps of a release; each is a Secret in the cluster. */
const HISTORY = 10;

/**
 * Adds a Helm release. Helm waits until it is ready and takes a failed change back, so that a red apply leaves the
 * servers that were there running.
 */
export function addRelease(
  scope: Construct,
  release: HelmReleaseArtifact,
  dependsOn: ITerraformDependable[] = [],
): Release {
  const id = logicalId(release.namespace, release.name);
  const construct = new Release(scope, `helm_release.${id}`, {
    atomic: true,
    chart: literal(release.chart),
    cleanupOnFail: true,
    createNamespace: false,
    ...(dependsOn.length > 0 && { dependsOn }),
    maxHistory: HISTORY,
    name: literal(release.name),
    namespace: literal(release.namespace),
    repository: literal(release.repository),
    timeout: release.timeoutSeconds,
    values: [document(release.values)],
    version: literal(release.version),
    wait: true,
    waitForJobs: true,
  });
  return withId(construct, id);
}
