import { describe, expect, test } from "vitest";
import type { Artifacts } from "../../src/artifacts/index.ts";
import { CONTRACT_NAMES, loadContract } from "../../src/plan/contract/load.ts";
import { PROVIDERS } from "../../src/terraform/providers.ts";
import { contractOffences } from "../support/contract-check.ts";
import { compiledElkShop, compiledShop } from "../support/shop.ts";
import { stacksOf } from "../support/stack.ts";
import { artifactsOf, environmentArtifacts, teamArtifacts } from "../support/terraform.ts";

const contracts = Object.fromEntries(CONTRACT_NAMES.map((name) => [name, loadContract(name)]));

/**
 * Secret arguments that hold text of ours: Alertmanager's configuration names files of secrets, and people review it;
 * addresses of Elasticsearch and Kibana have no credential, which the provider's schema cannot know.
 */
const REVIEWED =
  /^(?:kubernetes_secret_v1\.crowsnest-alertmanager\.data|provider\.elasticstack\.(?:elasticsearch|kibana)\[0\]\.endpoints): a literal in a secret argument$/;

const everything = artifactsOf(
  environmentArtifacts(),
  environmentArtifacts({
    backend: { bucket: "state", kind: "gcs", prefix: "" },
    cluster: { kind: "inCluster" },
    environment: "staging",
    sentry: { organization: "shop", url: null },
    teams: [
      teamArtifacts({ errors: emailErrors(), team: "orders" }),
      teamArtifacts({ errors: null, logRules: null, team: "search" }),
    ],
  }),
);

function emailErrors() {
  const { errors } = teamArtifacts();
  return errors === null ? null : { ...errors, channel: { kind: "email" } as const };
}

function configurations(artifacts: Artifacts) {
  return Object.entries(stacksOf(artifacts)).map(([name, configuration]) => ({ configuration, name }));
}

describe.each([
  ["one of everything", () => everything],
  ["the example", compiledShop],
  ["the example in Elasticsearch", compiledElkShop],
])("every block of %s", (_, artifacts) => {
  test("is as its provider's schema says", async () => {
    const stacks = configurations(await artifacts());

    expect(stacks.length).toBeGreaterThan(0);
    for (const { configuration, name } of stacks) {
      const offences = contractOffences(configuration, contracts);
      expect(
        offences.filter((offence) => !REVIEWED.test(offence)),
        name,
      ).toEqual([]);
    }
  });
});

test("the schemas were asked for every kind of resource that Crowsnest makes", async () => {
  const all = [...configurations(everything), ...configurations(await compiledElkShop())];
  const kinds = all.flatMap(({ configuration: { data = {}, resource = {} } }) => [
    ...Object.keys(resource),
    ...Object.keys(data).map((type) => `data ${type}`),
  ]);

  expect([...new Set(kinds)].sort()).toMatchInlineSnapshot(`
    [
      "data sentry_project_error_monitor",
      "elasticstack_elasticsearch_component_template",
      "elasticstack_elasticsearch_data_stream",
      "elasticstack_elasticsearch_index_lifecycle",
      "elasticstack_elasticsearch_index_template",
      "elasticstack_elasticsearch_ingest_pipeline",
      "elasticstack_kibana_data_view",
      "elasticstack_kibana_import_saved_objects",
      "elasticstack_kibana_security_role",
      "elasticstack_kibana_space",
      "grafana_apps_dashboard_dashboard_v2",
      "grafana_dashboard",
      "grafana_folder",
      "helm_release",
      "kubernetes_config_map_v1",
      "kubernetes_manifest",
      "kubernetes_namespace_v1",
      "kubernetes_network_policy_v1",
      "kubernetes_secret_v1",
      "sentry_alert",
      "sentry_key",
      "sentry_metric_monitor",
      "sentry_project",
      "sentry_team",
    ]
  `);
});

test("providers are pinned to the versions that the schemas are of", () => {
  const pinned = Object.entries(PROVIDERS).map(([name, { source, version }]) => [name, source, version]);

  expect(pinned).toEqual(
    CONTRACT_NAMES.map((name) => [
      name,
      loadContract(name).source.replace("registry.terraform.io/", ""),
      loadContract(name).version,
    ]),
  );
});

test("every stack pins Terraform and each of its providers, and names its backend", () => {
  for (const { configuration, name } of configurations(everything)) {
    const { backend, required_providers: required, required_version: version } = configuration.terraform;

    expect(version, name).toBe(">= 1.11.0, < 2.0.0");
    expect(Object.keys(required), name).toEqual(Object.keys(configuration.provider));
    expect(required, name).toEqual(
      Object.fromEntries(Object.entries(PROVIDERS).filter(([provider]) => provider in required)),
    );
    expect(Object.keys(backend), name).toHaveLength(1);
  }
});

describe("the check finds", () => {
  const folder = { title: "Payments", uid: "payments" };
  const secret = { metadata: { name: "dsn", namespace: "shop" }, type: "Opaque" };
  const resource = (type: string, body: Readonly<Record<string, unknown>>) => ({
    resource: { [type]: { it: body } },
  });

  test.each([
    [
      "an unknown argument",
      resource("grafana_folder", { ...folder, titel: "x" }),
      "grafana_folder.it.titel: unknown argument",
    ],
    [
      "a missing argument",
      resource("grafana_folder", { uid: "payments" }),
      "grafana_folder.it.title: missing",
    ],
    [
      "a wrong type",
      resource("grafana_folder", { ...folder, title: 1 }),
      "grafana_folder.it.title: not a string",
    ],
    [
      "a wrong type inside of a map",
      resource("kubernetes_config_map_v1", { metadata: { name: "a" }, data: { a: 1 } }),
      'kubernetes_config_map_v1.it.data["a"]: not a string',
    ],
    [
      "an argument that is computed",
      resource("grafana_folder", { ...folder, url: "https://x" }),
      "grafana_folder.it.url: computed, not an argument",
    ],
    [
      "a deprecated argument",
      resource("kubernetes_manifest", { manifest: {}, wait_for: { fields: {} } }),
      "kubernetes_manifest.it.wait_for: deprecated",
    ],
    [
      "a missing block",
      resource("kubernetes_namespace_v1", {}),
      "kubernetes_namespace_v1.it.metadata: 0 blocks, at least 1",
    ],
    [
      "a block too many",
      resource("kubernetes_namespace_v1", { metadata: [{ name: "a" }, { name: "b" }] }),
      "kubernetes_namespace_v1.it.metadata: 2 blocks, at most 1",
    ],
    [
      "an unknown argument of a block",
      resource("kubernetes_namespace_v1", { metadata: { nmae: "a" } }),
      "kubernetes_namespace_v1.it.metadata[0].nmae: unknown argument",
    ],
    [
      "a wrong argument deep inside of a nested attribute",
      resource("sentry_alert", {
        action_filters: [{ actions: [{ slack: { channel: "#a" } }], logic_type: "all" }],
        frequency_minutes: 60,
        monitor_ids: ["1"],
        name: "a",
        organization: "shop",
      }),
      "sentry_alert.it.action_filters[0].actions[0].slack.channel: unknown argument",
      "sentry_alert.it.action_filters[0].actions[0].slack.channel_name: missing",
      "sentry_alert.it.action_filters[0].actions[0].slack.integration_id: missing",
    ],
    [
      "a literal in a sensitive argument",
      resource("kubernetes_secret_v1", { ...secret, data: { a: "b" } }),
      "kubernetes_secret_v1.it.data: a literal in a secret argument",
    ],
    [
      "a literal in a write-only argument",
      resource("kubernetes_secret_v1", { ...secret, data_wo: { a: "b-${var.c}" } }),
      "kubernetes_secret_v1.it.data_wo: a literal in a secret argument",
    ],
    [
      "a provider's credential",
      { provider: { grafana: [{ auth: "admin:admin" }] } },
      "provider.grafana.auth: a literal in a secret argument",
    ],
    ["an unknown resource", resource("grafana_wall", {}), "grafana_wall.it: no contract has it"],
    [
      "an unknown data source",
      { data: { sentry_wall: { it: {} } } },
      "data.sentry_wall.it: no contract has it",
    ],
  ])("%s", (_, configuration, ...offences) => {
    expect(contractOffences(configuration, contracts)).toEqual(offences);
  });
});
