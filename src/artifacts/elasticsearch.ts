import type { JsonObject } from "./json.ts";
import type { HelmReleaseArtifact } from "./release.ts";

/** What Elasticsearch holds in one environment, in the words of its own API. */
export interface ElasticsearchArtifact {
  readonly componentTemplates: readonly ComponentTemplateArtifact[];
  /** Names; each is made once the index template of its pattern is there. */
  readonly dataStreams: readonly string[];
  readonly indexTemplates: readonly IndexTemplateArtifact[];
  readonly ingestPipelines: readonly IngestPipelineArtifact[];
  /** Address where people open Kibana, and where Terraform reaches it. */
  readonly kibanaUrl: string;
  readonly lifecyclePolicies: readonly LifecyclePolicyArtifact[];
  /** Releases that write to the data streams: they start once all of the above is there. */
  readonly releases: readonly HelmReleaseArtifact[];
  /** Address where Terraform reaches Elasticsearch; `null` when its environment says it. */
  readonly url: string | null;
}

/** Body of `PUT _component_template/<name>`. */
export interface ComponentTemplateArtifact {
  readonly name: string;
  readonly template: { readonly mappings?: JsonObject; readonly settings?: JsonObject };
}

/** Body of `PUT _index_template/<name>`; every one is for data streams. */
export interface IndexTemplateArtifact {
  readonly composedOf: readonly string[];
  /** How long documents are kept that the mappings refuse, in the stream's failure store. */
  readonly failureRetention: string;
  readonly indexPatterns: readonly string[];
  readonly name: string;
  readonly priority: number;
}

/** Body of `PUT _ingest/pipeline/<name>`. */
export interface IngestPipelineArtifact {
  readonly description: string;
  readonly name: string;
  readonly onFailure: readonly JsonObject[];
  readonly processors: readonly JsonObject[];
}

/** Body of `PUT _ilm/policy/<name>`, below `policy.phases`. */
export interface LifecyclePolicyArtifact {
  readonly name: string;
  readonly phases: {
    readonly delete: { readonly minAge: string };
    readonly hot: {
      readonly priority: number;
      readonly rollover: { readonly maxAge: string; readonly maxPrimaryShardSize: string };
    };
    /** Absent when there are no nodes for it. */
    readonly warm?: { readonly minAge: string; readonly priority: number; readonly segments: number };
  };
}

/** What Kibana holds for one team. */
export interface TeamKibanaArtifact {
  readonly dataViews: readonly DataViewArtifact[];
  /** Lets who has it read the streams of the team's own services, in the team's own space. */
  readonly role: { readonly description: string; readonly name: string; readonly streams: readonly string[] };
  /** In the form in which Kibana exports them. */
  readonly savedObjects: readonly JsonObject[];
  readonly space: { readonly description: string; readonly id: string; readonly name: string };
}

/** Data streams that are looked at together. */
export interface DataViewArtifact {
  readonly id: string;
  readonly name: string;
  /** Names of data streams, with commas between them. */
  readonly title: string;
}
