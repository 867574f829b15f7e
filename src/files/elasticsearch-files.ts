import type {
  ElasticsearchArtifact,
  IndexTemplateArtifact,
  IngestPipelineArtifact,
  JsonObject,
  JsonValue,
  LifecyclePolicyArtifact,
} from "../artifacts/index.ts";

/** A path below the environment's folder, with the body of the request that makes it. */
type Body = readonly [path: string, body: JsonValue];

/** What Elasticsearch holds as the bodies that its API takes, each named as what it makes. */
export function elasticsearchBodies(elasticsearch: ElasticsearchArtifact): readonly Body[] {
  const { componentTemplates, indexTemplates, ingestPipelines, lifecyclePolicies } = elasticsearch;
  return [
    ...componentTemplates.map(
      ({ name, template }): Body => [
        `elasticsearch/component-templates/${name}.json`,
        { template: template as JsonObject },
      ],
    ),
    ...indexTemplates.map(
      (template): Body => [
        `elasticsearch/index-templates/${template.name}.json`,
        indexTemplateBody(template),
      ],
    ),
    ...ingestPipelines.map(
      (pipeline): Body => [`elasticsearch/ingest-pipelines/${pipeline.name}.json`, pipelineBody(pipeline)],
    ),
    ...lifecyclePolicies.map(
      (policy): Body => [`elasticsearch/lifecycle-policies/${policy.name}.json`, lifecycleBody(policy)],
    ),
  ];
}

function indexTemplateBody({
  composedOf,
  failureRetention,
  indexPatterns,
  priority,
}: IndexTemplateArtifact): JsonObject {
  return {
    composed_of: composedOf,
    data_stream: {},
    index_patterns: indexPatterns,
    priority,
    template: {
      data_stream_options: {
        failure_store: { enabled: true, lifecycle: { data_retention: failureRetention } },
      },
    },
  };
}

function pipelineBody({ description, onFailure, processors }: IngestPipelineArtifact): JsonObject {
  return { description, ...(onFailure.length > 0 && { on_failure: onFailure }), processors };
}

function lifecycleBody({ phases }: LifecyclePolicyArtifact): JsonObject {
  const { delete: remove, hot, warm } = phases;
  return {
    policy: {
      phases: {
        delete: { actions: { delete: {} }, min_age: remove.minAge },
        hot: {
          actions: {
            rollover: {
              max_age: hot.rollover.maxAge,
              max_primary_shard_size: hot.rollover.maxPrimaryShardSize,
            },
            set_priority: { priority: hot.priority },
          },
        },
        ...(warm !== undefined && {
          warm: {
            actions: {
              forcemerge: { max_num_segments: warm.segments },
              readonly: {},
              set_priority: { priority: warm.priority },
            },
            min_age: warm.minAge,
          },
        }),
      },
    },
  };
}
