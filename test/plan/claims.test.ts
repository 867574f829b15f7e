import { expect, it } from "vitest";
import { claims, contested } from "../../src/plan/claims.ts";
import type { ShownPlan } from "../../src/plan/shown-plan.ts";

const CONTEXT = { config_context: { constant_value: "production" } };

/** A plan that creates resources, each of a type with the given values; all of a type have one provider. */
function plan(
  resources: Readonly<Record<string, unknown>>,
  providers: Readonly<Record<string, unknown>>,
): ShownPlan {
  const addresses = Object.keys(resources);
  const provider = (address: string) => address.split("_", 1)[0] ?? "";
  return {
    configuration: {
      provider_config: Object.fromEntries(
        Object.entries(providers).map(([name, expressions]) => [name, { expressions }]),
      ),
      root_module: {
        resources: addresses.map((address) => ({ address, provider_config_key: provider(address) })),
      },
    },
    resource_changes: addresses.map((address) => ({
      address,
      change: { actions: ["create"], after: resources[address] },
      mode: "managed",
      type: address.split(".", 1)[0] ?? "",
    })),
  };
}

const metadata = { name: "rules", namespace: "monitoring" };
const release = { name: "loki", namespace: "monitoring" };
const project = { organization: "acme", slug: "checkout" };

it("claims what each resource makes, as far as its name is known", () => {
  const shown = plan(
    {
      "grafana_dashboard.a": { config_json: '{"uid":"checkout"}' },
      "grafana_dashboard.b": { config_json: null },
      "grafana_folder.a": { uid: "payments" },
      "grafana_folder.b": { title: "No uid" },
      "helm_release.a": release,
      "kubernetes_config_map_v1.a": { metadata: [metadata] },
      "kubernetes_manifest.a": {
        manifest: { apiVersion: "monitoring.coreos.com/v1", kind: "PrometheusRule", metadata },
      },
      "kubernetes_network_policy_v1.a": { metadata: [metadata] },
      "sentry_project.a": project,
      "sentry_team.a": { organization: "acme", slug: null },
    },
    { grafana: {}, helm: { kubernetes: CONTEXT }, kubernetes: CONTEXT },
  );
  expect(claims("payments", shown)).toEqual([
    { address: "grafana_dashboard.a", server: "grafana of payments", thing: "dashboard checkout" },
    { address: "grafana_folder.a", server: "grafana of payments", thing: "folder payments" },
    { address: "helm_release.a", server: "cluster  production ", thing: "release monitoring/loki" },
    {
      address: "kubernetes_config_map_v1.a",
      server: "cluster  production ",
      thing: "ConfigMap monitoring/rules",
    },
    {
      address: "kubernetes_manifest.a",
      server: "cluster  production ",
      thing: "PrometheusRule.monitoring.coreos.com monitoring/rules",
    },
    {
      address: "kubernetes_network_policy_v1.a",
      server: "cluster  production ",
      thing: "NetworkPolicy.networking.k8s.io monitoring/rules",
    },
    { address: "sentry_project.a", server: "sentry ", thing: "project acme/checkout" },
  ]);
});

it("finds one thing that is made twice, in one stack and in two", () => {
  const rules = { "kubernetes_config_map_v1.a": { metadata: [metadata] } };
  const twice = { ...rules, "kubernetes_config_map_v1.b": { metadata: [metadata] } };
  const found = contested([
    { claims: claims("one", plan(twice, { kubernetes: CONTEXT })), name: "one" },
    { claims: claims("two", plan(rules, { kubernetes: CONTEXT })), name: "two" },
  ]);
  expect(
    [...found].map(([stack, diagnostics]) => [stack, diagnostics.map(({ address }) => address)]),
  ).toEqual([
    ["one", ["kubernetes_config_map_v1.b"]],
    ["two", ["kubernetes_config_map_v1.a"]],
  ]);
});

it("takes two clusters for two, and two unnamed ones too", () => {
  const rules = { "kubernetes_config_map_v1.a": { metadata: [metadata] } };
  const contexts = ["staging", "production"].map((name) => ({ config_context: { constant_value: name } }));
  for (const [left, right] of [contexts, [{}, {}]]) {
    const stacks = [left, right].map((kubernetes, index) => {
      const name = `stack-${index}`;
      return { claims: claims(name, plan(rules, { kubernetes })), name };
    });
    expect(stacks.flatMap((stack) => stack.claims)).toHaveLength(2);
    expect(contested(stacks).size).toBe(0);
  }
});

it("takes a Sentry organization for the same everywhere", () => {
  const stacks = ["staging", "production"].map((name) => ({
    claims: claims(name, plan({ "sentry_project.a": project }, { sentry: {} })),
    name,
  }));
  expect([...contested(stacks).keys()]).toEqual(["production"]);
});
