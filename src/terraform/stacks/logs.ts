import type { Construct } from "constructs";
import type {
  ElasticsearchArtifact,
  EnvironmentArtifacts,
  TeamKibanaArtifact,
} from "../../artifacts/index.ts";
import {
  ComponentTemplate,
  DataStream,
  IndexLifecycle,
  IndexTemplate,
  IngestPipeline,
  KibanaDataView,
  KibanaRole,
  KibanaSavedObjects,
  KibanaSpace,
} from "../elasticstack/index.ts";
import { literal } from "../engine/literal.ts";
import { logicalId } from "../engine/logical-id.ts";
import { addRelease } from "../kubernetes/release.ts";
import { addProviders } from "../providers.ts";

/**
 * What Elasticsearch holds: life cycles and pipelines, the templates that name them, the data streams that templates
 * make, and last what writes to these.
 */
export function fillLogs(
  scope: Construct,
  environment: EnvironmentArtifacts,
  elasticsearch: ElasticsearchArtifact,
): void {
  addProviders(scope, environment, ["elasticstack", "helm"]);
  const named = [
    ...elasticsearch.lifecyclePolicies.map(
      (policy) => new IndexLifecycle(scope, logicalId(policy.name), policy),
    ),
    ...elasticsearch.ingestPipelines.map(
      (pipeline) => new IngestPipeline(scope, logicalId(pipeline.name), pipeline),
    ),
  ];
  const parts = new Map(
    elasticsearch.componentTemplates.map((part) => [
      part.name,
      new ComponentTemplate(scope, logicalId(part.name), part).after(named),
    ]),
  );
  const templates = elasticsearch.indexTemplates.map(
    ({ composedOf, failureRetention, indexPatterns, name, priority }) =>
      new IndexTemplate(scope, logicalId(name), {
        composed_of: composedOf.map((part) => parts.get(part)?.name ?? literal(part)),
        failureRetention,
        index_patterns: literal(indexPatterns),
        name: literal(name),
        priority,
      }),
  );
  const streams = elasticsearch.dataStreams.map((name) =>
    new DataStream(scope, logicalId(name), { name: literal(name) }).after(templates),
  );
  for (const release of elasticsearch.releases) {
    addRelease(scope, release, streams);
  }
}

/** A team's space in Kibana, and who may read there. */
export function addKibana(
  scope: Construct,
  owner: string,
  { dataViews, role, savedObjects, space }: TeamKibanaArtifact,
): void {
  const made = new KibanaSpace(scope, logicalId(owner), {
    description: literal(space.description),
    name: literal(space.name),
    space_id: literal(space.id),
  });
  const views = dataViews.map((view) => new KibanaDataView(scope, logicalId(view.id), made.spaceId, view));
  new KibanaSavedObjects(scope, logicalId(owner), made.spaceId, savedObjects).after(views);
  new KibanaRole(scope, logicalId(owner), {
    description: role.description,
    name: role.name,
    space: made.spaceId,
    streams: role.streams,
  });
}
