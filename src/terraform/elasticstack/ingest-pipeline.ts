import type { Construct } from "constructs";
import type { IngestPipelineArtifact } from "../../artifacts/index.ts";
import { document, literal } from "../engine/literal.ts";
import { ThinResource } from "../engine/resource.ts";

/** What a document goes through before it is indexed. */
export class IngestPipeline extends ThinResource<object> {
  constructor(
    scope: Construct,
    id: string,
    { description, name, onFailure, processors }: IngestPipelineArtifact,
  ) {
    super(
      scope,
      id,
      { provider: "elasticstack", type: "elasticstack_elasticsearch_ingest_pipeline" },
      {
        description: literal(description),
        name: literal(name),
        ...(onFailure.length > 0 && { on_failure: onFailure.map(document) }),
        processors: processors.map(document),
      },
    );
  }
}
