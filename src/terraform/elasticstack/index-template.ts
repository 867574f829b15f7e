import type { Construct } from "constructs";
import { literal } from "../engine/literal.ts";
import { ThinResource } from "../engine/resource.ts";

interface IndexTemplateArguments {
  readonly composed_of: readonly string[];
  readonly failureRetention: string;
  readonly index_patterns: readonly string[];
  readonly name: string;
  readonly priority: number;
}

/** What a data stream of a pattern is made by. What its mappings refuse goes to its failure store. */
export class IndexTemplate extends ThinResource<object> {
  constructor(scope: Construct, id: string, { failureRetention, ...given }: IndexTemplateArguments) {
    super(
      scope,
      id,
      { provider: "elasticstack", type: "elasticstack_elasticsearch_index_template" },
      {
        ...given,
        data_stream: {},
        template: {
          data_stream_options: {
            failure_store: { enabled: true, lifecycle: { data_retention: literal(failureRetention) } },
          },
        },
      },
    );
  }
}
