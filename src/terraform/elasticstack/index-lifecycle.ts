import type { Construct } from "constructs";
import type { LifecyclePolicyArtifact } from "../../artifacts/index.ts";
import { literal } from "../engine/literal.ts";
import { ThinResource } from "../engine/resource.ts";

/** How long an index is written to, where it goes then, and when it is deleted. */
export class IndexLifecycle extends ThinResource<object> {
  constructor(scope: Construct, id: string, { name, phases }: LifecyclePolicyArtifact) {
    const { delete: remove, hot, warm } = phases;
    super(
      scope,
      id,
      { provider: "elasticstack", type: "elasticstack_elasticsearch_index_lifecycle" },
      {
        delete: { delete: {}, min_age: literal(remove.minAge) },
        hot: {
          rollover: {
            max_age: literal(hot.rollover.maxAge),
            max_primary_shard_size: literal(hot.rollover.maxPrimaryShardSize),
          },
          set_priority: { priority: hot.priority },
        },
        name: literal(name),
        ...(warm !== undefined && {
          warm: {
            forcemerge: { max_num_segments: warm.segments },
            min_age: literal(warm.minAge),
            readonly: {},
            set_priority: { priority: warm.priority },
          },
        }),
      },
    );
  }
}
