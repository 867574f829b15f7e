import {
  type ComponentTemplateArtifact,
  canonical,
  type ElasticsearchArtifact,
  type HelmReleaseArtifact,
  type IndexTemplateArtifact,
  type JsonObject,
} from "../../../artifacts/index.ts";
import type { Elk } from "../../../definitions/index.ts";
import type { ResolvedEnvironment, ResolvedLogs, ResolvedService } from "../../../workspace/index.ts";
import { lineContract } from "../contract/index.ts";
import { ingestPipelineName, ingestPipelines } from "./ingest.ts";
import { days, lifecycleName, lifecyclePolicy } from "./lifecycle.ts";
import { lineMappings, ownMappings } from "./mappings.ts";
import { allStreams, dataStream, elasticsearchName } from "./names.ts";

/** Name of the service of lines from a pod that is not known yet, as the collector gives it. */
const UNKNOWN_SERVICE = "unknown_service";
/** Above Elastic's own templates for `logs-*` (100) and `logs-*.otel-*` (120), which the patterns are part of. */
const PRIORITY = { all: 200, service: 210 } as const;

/**
 * What Elasticsearch holds for an environment's logs: a data stream for each service, so that its fields meet no
 * other service's, its lines are kept as long as it says, and who may read them is told by its name; the licence that
 * costs nothing knows no other way.
 *
 * @param releases what writes to the streams
 */
export function elasticsearchArtifact(
  environment: ResolvedEnvironment,
  elk: Elk,
  releases: readonly HelmReleaseArtifact[] = [],
): ElasticsearchArtifact {
  const { name, teams } = environment;
  const services = teams
    .flatMap((team) => team.services)
    .flatMap((service) => (service.logs === undefined ? [] : [{ ...service, logs: service.logs }]))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const retentions = [
    ...new Map(
      [elk.retention, ...services.map(({ logs }) => logs.retention)].map((retention) => [
        days(retention),
        retention,
      ]),
    ).values(),
  ];
  return canonical({
    componentTemplates: sorted([
      {
        name: elasticsearchName(name, "logs-lines"),
        template: { mappings: lineMappings(name), settings: settings(elk) },
      },
      ...retentions.map((retention) => ({
        name: retentionTemplate(name, retention),
        template: {
          settings: { index: { lifecycle: { name: lifecycleName(name, retention), prefer_ilm: true } } },
        },
      })),
      ...services.map(serviceTemplate),
    ]),
    dataStreams: [UNKNOWN_SERVICE, ...services.map((service) => service.name)]
      .map((service) => dataStream(name, service))
      .sort(),
    indexTemplates: sorted([
      {
        composedOf: [elasticsearchName(name, "logs-lines"), retentionTemplate(name, elk.retention)],
        failureRetention: days(elk.retention),
        indexPatterns: [allStreams(name)],
        name: elasticsearchName(name, "logs"),
        priority: PRIORITY.all,
      },
      ...services.map((service) => indexTemplate(name, service)),
    ]),
    ingestPipelines: sorted(services.flatMap(ingestPipelines)),
    kibanaUrl: elk.kibana.url.replace(/\/+$/, ""),
    lifecyclePolicies: sorted(retentions.map((retention) => lifecyclePolicy(name, elk, retention))),
    releases,
    url: elk.url?.replace(/\/+$/, "") ?? null,
  });
}

type LoggingService = ResolvedService & { readonly logs: ResolvedLogs };

/**
 * One shard, which a rollover keeps small; a copy of it, as soon as there is a second node; and a number that is none
 * keeps its line.
 */
function settings({ hot }: Elk): JsonObject {
  return {
    index: {
      mapping: { ignore_malformed: true },
      mode: "logsdb",
      number_of_replicas: hot.nodes > 1 ? 1 : 0,
      number_of_shards: 1,
      query: { default_field: ["body.text"] },
      refresh_interval: "5s",
      // The mode would sort by the name of a host, which lines do not have.
      sort: { field: ["@timestamp"], order: ["desc"] },
    },
  };
}

function serviceTemplate(service: LoggingService): ComponentTemplateArtifact {
  return {
    name: elasticsearchName(service.environment, "logs-service", service.name),
    template: {
      mappings: ownMappings(lineContract(service.logs).own.filter(({ searchable }) => searchable)),
      settings: { index: { default_pipeline: ingestPipelineName(service) } },
    },
  };
}

function indexTemplate(environment: string, { logs, name }: LoggingService): IndexTemplateArtifact {
  return {
    composedOf: [
      elasticsearchName(environment, "logs-lines"),
      retentionTemplate(environment, logs.retention),
      elasticsearchName(environment, "logs-service", name),
    ],
    failureRetention: days(logs.retention),
    indexPatterns: [dataStream(environment, name)],
    name: elasticsearchName(environment, "logs", name),
    priority: PRIORITY.service,
  };
}

function retentionTemplate(environment: string, retention: string): string {
  return elasticsearchName(environment, "logs-kept", days(retention));
}

function sorted<Named extends { readonly name: string }>(items: readonly Named[]): readonly Named[] {
  return [...items].sort((a, b) => (a.name < b.name ? -1 : 1));
}
