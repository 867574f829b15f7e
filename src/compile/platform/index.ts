import type { HelmReleaseArtifact, PlatformArtifact } from "../../artifacts/index.ts";
import type { ResolvedEnvironment } from "../../workspace/index.ts";

/** Releases that bring custom resource definitions, before anything that is planned on them. */
export function crdReleases(_environment: ResolvedEnvironment): readonly HelmReleaseArtifact[] {
  return [];
}

/** Namespaces, network policies and charts of an environment. */
export function platformArtifact(_environment: ResolvedEnvironment): PlatformArtifact {
  return { namespaces: [], networkPolicies: [], releases: [] };
}
