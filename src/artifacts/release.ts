import type { JsonObject } from "./json.ts";

/** One release of a Helm chart. */
export interface HelmReleaseArtifact {
  readonly chart: string;
  readonly name: string;
  readonly namespace: string;
  /** Address of the chart's repository; `oci://…` for a registry. */
  readonly repository: string;
  /** How long Helm waits for the release to be ready. */
  readonly timeoutSeconds: number;
  /** Exact chart version. */
  readonly version: string;
  readonly values: JsonObject;
}
