import { describe, expect, test } from "vitest";
import type { ElasticsearchArtifact, TeamKibanaArtifact } from "../../../src/artifacts/index.ts";
import { stackOf, stacksOf } from "../../support/stack.ts";
import { artifactsOf, environmentArtifacts, HOSTILE, teamArtifacts } from "../../support/terraform.ts";

const elasticsearch: ElasticsearchArtifact = {
  componentTemplates: [{ name: "lines", template: { mappings: { _meta: { text: HOSTILE } } } }],
  dataStreams: ["logs-checkout.otel-production"],
  indexTemplates: [
    {
      composedOf: ["lines"],
      failureRetention: "30d",
      indexPatterns: ["logs-checkout.otel-production"],
      name: "checkout",
      priority: 210,
    },
  ],
  ingestPipelines: [
    {
      description: HOSTILE,
      name: "checkout",
      onFailure: [],
      processors: [{ gsub: { field: "a", pattern: HOSTILE, replacement: "" } }],
    },
  ],
  kibanaUrl: "https://kibana.example.com",
  lifecyclePolicies: [
    {
      name: "kept-30d",
      phases: {
        delete: { minAge: "30d" },
        hot: { priority: 100, rollover: { maxAge: "7d", maxPrimaryShardSize: "50gb" } },
      },
    },
  ],
  releases: [
    {
      chart: "opentelemetry-collector",
      name: "collector",
      namespace: "node-agents",
      repository: "https://charts.example.com",
      timeoutSeconds: 600,
      values: {},
      version: "1.2.3",
    },
  ],
  url: null,
};
const kibana: TeamKibanaArtifact = {
  dataViews: [{ id: "checkout", name: HOSTILE, title: "logs-checkout.otel-production" }],
  role: { description: HOSTILE, name: "payments", streams: ["logs-checkout.otel-production"] },
  savedObjects: [{ attributes: { title: HOSTILE }, id: "a", references: [], type: "search" }],
  space: { description: HOSTILE, id: "team-payments", name: HOSTILE },
};
const artifacts = artifactsOf(
  environmentArtifacts({ elasticsearch, teams: [teamArtifacts({ kibana, logRules: null })] }),
);
const read = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll("$${", () => "${")
      .replaceAll("%%{", () => "%{"),
  );

describe("the stack of logs", () => {
  const { provider, resource = {} } = stackOf(artifacts, "production-logs");

  test("comes after the platform and before the teams, and is not there without Elasticsearch", () => {
    const names = (of: typeof artifacts) => Object.keys(stacksOf(of));
    expect(names(artifacts)).toEqual([
      "production-crds",
      "production-platform",
      "production-logs",
      "production-alerting",
      "production-team-payments",
    ]);
    expect(names(artifactsOf())).not.toContain("production-logs");
  });

  test("makes what others name before them, and what writes last", () => {
    const [stream] = Object.values(resource.elasticstack_elasticsearch_data_stream ?? {});
    const [template] = Object.values(resource.elasticstack_elasticsearch_index_template ?? {});
    const [part] = Object.values(resource.elasticstack_elasticsearch_component_template ?? {});
    const [release] = Object.values(resource.helm_release ?? {});
    expect(part?.depends_on).toEqual([
      "elasticstack_elasticsearch_index_lifecycle.kept-30d",
      "elasticstack_elasticsearch_ingest_pipeline.checkout",
    ]);
    expect(template?.composed_of).toEqual(["${elasticstack_elasticsearch_component_template.lines.name}"]);
    expect(stream?.depends_on).toEqual(["elasticstack_elasticsearch_index_template.checkout"]);
    expect(release?.depends_on).toEqual([
      "elasticstack_elasticsearch_data_stream.logs-checkout_2e_otel-production",
    ]);
  });

  test("says addresses, and nothing of who asks", () => {
    expect(provider.elasticstack).toEqual([
      { elasticsearch: {}, kibana: { endpoints: ["https://kibana.example.com"] } },
    ]);
  });

  test("gives text of users as it is", () => {
    const [pipeline] = Object.values(resource.elasticstack_elasticsearch_ingest_pipeline ?? {});
    const { description, processors } = read(pipeline);
    expect(description).toBe(HOSTILE);
    expect(JSON.parse(processors[0])).toEqual(elasticsearch.ingestPipelines[0]?.processors[0]);
    const [part] = Object.values(resource.elasticstack_elasticsearch_component_template ?? {});
    expect(JSON.parse(read(part).template.mappings)).toEqual({ _meta: { text: HOSTILE } });
  });
});

describe("the stack of a team with logs in Elasticsearch", () => {
  const { resource = {} } = stackOf(artifacts, "production-team-payments");

  test("has its space, with text of users as it is, and a role for it alone", () => {
    const space = "${elasticstack_kibana_space.payments.space_id}";
    const [objects] = Object.values(resource.elasticstack_kibana_import_saved_objects ?? {});
    const [role] = Object.values(resource.elasticstack_kibana_security_role ?? {});
    expect(read(resource.elasticstack_kibana_space)).toMatchObject({
      payments: { description: HOSTILE, name: HOSTILE, space_id: "team-payments" },
    });
    expect(objects).toMatchObject({
      depends_on: ["elasticstack_kibana_data_view.checkout"],
      overwrite: true,
      space_id: space,
    });
    expect(JSON.parse(read(objects).file_contents)).toEqual(kibana.savedObjects[0]);
    expect(role).toMatchObject({
      elasticsearch: { indices: [{ names: ["logs-checkout.otel-production"] }] },
      kibana: [{ spaces: [space] }],
    });
  });
});
