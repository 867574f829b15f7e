import { describe, expect, it } from "vitest";
import { CONTRACT_NAMES, loadContract } from "../../../src/plan/contract/load.ts";
import { UNKNOWN, type ValueObject } from "../../../src/plan/provider/value.ts";
import { resourceRules } from "../../../src/plan/rules/index.ts";

const named = (metadata: ValueObject): ValueObject => ({ metadata: [{ name: "shop", ...metadata }] });
const manifest = (value: ValueObject): ValueObject => ({ manifest: [Buffer.from('["object",{}]'), value] });
const alert = (parts: ValueObject): ValueObject => ({
  action_filters: [{ actions: [{ plugin: {} }], conditions: null, logic_type: "any" }],
  trigger_conditions: null,
  ...parts,
});
const monitor = (parts: ValueObject): ValueObject => ({
  condition_group: { conditions: [{ comparison: 5, type: "gt" }], logic_type: null },
  issue_detection: { comparison_delta: null, type: "static" },
  owner: null,
  ...parts,
});

/** What is wrong, by type: the arguments, the place and the reason. */
const wrong: readonly (readonly [type: string, config: ValueObject, place: string, reason: string])[] = [
  ["kubernetes_namespace_v1", named({ name: "shop.eu" }), "metadata.0.name", "no RFC 1123 label"],
  ["kubernetes_namespace_v1", named({ name: "a".repeat(64) }), "metadata.0.name", "at most 63 characters"],
  ["kubernetes_config_map_v1", named({ name: "Shop" }), "metadata.0.name", "no RFC 1123 subdomain"],
  ["kubernetes_config_map_v1", named({ namespace: "a.b" }), "metadata.0.namespace", "no RFC 1123 label"],
  [
    "kubernetes_config_map_v1",
    named({ labels: { team: "Pay ments" } }),
    "metadata.0.labels",
    "no label value",
  ],
  ["kubernetes_config_map_v1", named({ labels: { "a/b/c": "" } }), "metadata.0.labels", "no qualified name"],
  [
    "kubernetes_config_map_v1",
    named({ annotations: { "-a": "" } }),
    "metadata.0.annotations",
    "no qualified",
  ],
  ["kubernetes_config_map_v1", { data: { "a/b": "" } }, "data", 'letters, digits, "-", "_" and "." only'],
  ["kubernetes_config_map_v1", { data: { a: "x".repeat(1024 * 1024) } }, "", "Kubernetes takes 1048576"],
  ["kubernetes_secret_v1", { data_wo: { a: "" } }, "data_wo", "does nothing without data_wo_revision"],
  ["kubernetes_secret_v1", { data_wo_revision: 1 }, "data_wo_revision", "does nothing without data_wo"],
  ["kubernetes_secret_v1", { data: {}, data_wo: {}, data_wo_revision: 1 }, "data_wo", "cannot both be given"],
  ["kubernetes_network_policy_v1", { spec: [{ policy_types: ["In"] }] }, "spec.0.policy_types.0", "none of"],
  [
    "kubernetes_manifest",
    manifest({ kind: "Probe", metadata: { name: "a" } }),
    "manifest",
    "needs apiVersion",
  ],
  [
    "kubernetes_manifest",
    manifest({ apiVersion: "v1", kind: "A", metadata: {} }),
    "manifest",
    "metadata.name",
  ],
  [
    "kubernetes_manifest",
    manifest({ apiVersion: "v1", kind: "A", metadata: { name: "A" } }),
    "manifest",
    "no RFC",
  ],
  [
    "kubernetes_manifest",
    manifest({ apiVersion: "v1", kind: "A", metadata: { name: "a" }, status: {} }),
    "manifest",
    "holds no status",
  ],
  ["helm_release", { name: "Loki" }, "name", "no release name"],
  ["helm_release", { name: "a".repeat(54) }, "name", "at most 53 characters"],
  ["helm_release", { values: ["a: 1", "- a"] }, "values.1", "a mapping of names"],
  ["helm_release", { values: ["a: [1"] }, "values.0", "at line 1"],
  ["helm_release", { set_wo: [{ name: "a", value: "b" }] }, "set_wo", "without set_wo_revision"],
  ["grafana_dashboard", { config_json: "{" }, "config_json", "no JSON"],
  ["grafana_dashboard", { config_json: "[]" }, "config_json", "no object"],
  ["grafana_dashboard", { config_json: '{"uid":"a"}' }, "config_json", "without a title"],
  ["grafana_dashboard", { config_json: '{"title":"A","uid":"a b"}' }, "config_json", "1 to 40"],
  ["grafana_folder", { title: "A", uid: "a".repeat(41) }, "uid", "1 to 40"],
  ["grafana_folder", { title: "" }, "title", "without a title"],
  ["grafana_data_source", { json_data_encoded: "1" }, "json_data_encoded", "no object"],
  ["sentry_team", { slug: "Payments" }, "slug", "1 to 50"],
  ["sentry_project", { slug: "123" }, "slug", "only digits"],
  ["sentry_key", { rate_limit_count: 5 }, "rate_limit_count", "both are needed"],
  ["sentry_alert", alert({ action_filters: [] }), "action_filters", "at least one"],
  ["sentry_alert", alert({ trigger_conditions: [{}] }), "trigger_conditions.0", "this one has none"],
  [
    "sentry_alert",
    alert({ action_filters: [{ actions: [{ plugin: {} }], logic_type: "some" }] }),
    "action_filters.0.logic_type",
    "none of all, any, any-short, none",
  ],
  [
    "sentry_alert",
    alert({ action_filters: [{ actions: [{ plugin: {} }, { email: {}, plugin: {} }], logic_type: "any" }] }),
    "action_filters.0.actions.1",
    "email and plugin",
  ],
  [
    "sentry_alert",
    alert({ action_filters: [{ actions: [{ email: { target_type: "team" } }], logic_type: "any" }] }),
    "action_filters.0.actions.0.email",
    "needs its target_id",
  ],
  [
    "sentry_metric_monitor",
    monitor({ issue_detection: { type: "fixed" } }),
    "issue_detection.type",
    "none of",
  ],
  [
    "sentry_metric_monitor",
    monitor({ issue_detection: { type: "percent" } }),
    "issue_detection",
    "comparison_delta",
  ],
  [
    "sentry_metric_monitor",
    monitor({ condition_group: { conditions: [{ comparison: null, type: "gt" }] } }),
    "condition_group.conditions.0",
    "needs its comparison",
  ],
  [
    "sentry_metric_monitor",
    monitor({ owner: { team_id: "1", user_id: "2" } }),
    "owner",
    "team_id and user_id",
  ],
  [
    "elasticstack_elasticsearch_component_template",
    { name: "a", template: [{ mappings: "{", settings: null }] },
    "template.0.mappings",
    "no JSON",
  ],
  ["elasticstack_elasticsearch_data_stream", { name: "logs-Checkout" }, "name", "no name of a data stream"],
  [
    "elasticstack_elasticsearch_index_template",
    { name: "a", template: [{ settings: "[]" }] },
    "template.0.settings",
    "no object",
  ],
  [
    "elasticstack_elasticsearch_ingest_pipeline",
    { name: "a", processors: ['{"set":{},"remove":{}}'] },
    "processors.0",
    "has 2",
  ],
  [
    "elasticstack_kibana_import_saved_objects",
    { file_contents: '{"id":"a"}\nb\n' },
    "file_contents",
    "no JSON",
  ],
  ["elasticstack_kibana_space", { name: "Payments", space_id: "Team Payments" }, "space_id", "is not of"],
];

const right: readonly (readonly [type: string, config: ValueObject])[] = [
  [
    "kubernetes_namespace_v1",
    named({ labels: { "pod-security.kubernetes.io/enforce": "baseline", empty: "" } }),
  ],
  [
    "kubernetes_config_map_v1",
    { ...named({ name: "shop.rules", namespace: "shop" }), data: { "a_b.yaml": "" } },
  ],
  [
    "kubernetes_secret_v1",
    { data: null, data_wo: UNKNOWN, data_wo_revision: 1, metadata: [{ name: UNKNOWN }] },
  ],
  ["kubernetes_manifest", manifest({ apiVersion: "v1", kind: "A", metadata: { generateName: "a-" } })],
  ["kubernetes_manifest", { manifest: UNKNOWN }],
  ["helm_release", { name: "loki", set_wo: null, values: ["", "a: 1", '{"a":1}', UNKNOWN] }],
  ["grafana_dashboard", { config_json: UNKNOWN }],
  ["grafana_folder", { title: UNKNOWN, uid: null }],
  ["elasticstack_elasticsearch_data_stream", { name: "logs-a_b.otel-production" }],
  ["elasticstack_elasticsearch_component_template", { name: UNKNOWN, template: UNKNOWN }],
  [
    "elasticstack_elasticsearch_ingest_pipeline",
    { name: "a", on_failure: null, processors: ['{"set":{"field":"a","value":"b"}}', UNKNOWN] },
  ],
  ["elasticstack_kibana_import_saved_objects", { file_contents: '{"id":"a"}\n{"id":"b"}\n' }],
  ["sentry_team", { slug: null }],
  ["sentry_key", { rate_limit_count: 5, rate_limit_window: UNKNOWN }],
  ["sentry_alert", alert({ trigger_conditions: UNKNOWN })],
  ["sentry_metric_monitor", monitor({ owner: { team_id: UNKNOWN, user_id: null } })],
];

describe("rules of resources", () => {
  it.each(wrong)("%s: what is wrong is named (%#)", (type, config, place, reason) => {
    const found = resourceRules[type]?.(config) ?? [];
    expect(found.map(({ path }) => path.join("."))).toEqual([place]);
    expect(found[0]?.detail).toContain(reason);
  });

  it.each(right)("%s: what is right, or unknown, passes (%#)", (type, config) => {
    expect(resourceRules[type]?.(config)).toEqual([]);
  });

  it("are for resources that the contracts know, each tried both ways", () => {
    const known = new Set(CONTRACT_NAMES.flatMap((name) => Object.keys(loadContract(name).resource_schemas)));
    const types = Object.keys(resourceRules);
    expect(types.length).toBeGreaterThan(0);
    expect(types.filter((type) => !known.has(type))).toEqual([]);
    const tried = new Set(wrong.map(([type]) => type));
    expect(types.filter((type) => !tried.has(type))).toEqual([]);
  });

  it("do not repeat what a value of a release says", () => {
    const found = resourceRules.helm_release?.({ values: ["password: hunter2\n  : ["] }) ?? [];
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain("hunter2");
  });
});
