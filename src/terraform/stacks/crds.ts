import type { Construct } from "constructs";
import type { EnvironmentArtifacts } from "../../artifacts/index.ts";
import { addRelease } from "../kubernetes/release.ts";
import { addProviders } from "../providers.ts";

/** Definitions of custom resources, so that they exist before anything is planned on them. */
export function fillCrds(scope: Construct, environment: EnvironmentArtifacts): void {
  addProviders(scope, environment, ["helm"]);
  for (const release of environment.crds) {
    addRelease(scope, release);
  }
}
