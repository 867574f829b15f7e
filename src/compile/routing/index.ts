import type { AlertingArtifact } from "../../artifacts/index.ts";
import { ALERTMANAGER_SECRET, type ResolvedEnvironment } from "../../workspace/index.ts";

/** The whole configuration of Alertmanager in an environment. */
export function alertingArtifact(environment: ResolvedEnvironment): AlertingArtifact {
  return {
    config: {},
    namespace: environment.platform.namespaces.monitoring,
    secretName: ALERTMANAGER_SECRET,
    templates: {},
  };
}
