import { expect, it } from "vitest";
import { replacements } from "../../../src/plan/provider/replacement.ts";
import { UNKNOWN, type ValueObject } from "../../../src/plan/provider/value.ts";

const named = (name: string, namespace: string | null = "shop"): ValueObject => ({
  metadata: [{ labels: { any: name }, name, namespace }],
});
const manifest = (name: string, spec: string): ValueObject => ({
  manifest: [Buffer.from('"dynamic"'), { apiVersion: "v1", kind: "A", metadata: { name }, spec }],
});
const dashboard = (uid: string, title: string): ValueObject => ({
  config_json: JSON.stringify({ title, uid }),
});

it.each<[string, ValueObject, ValueObject, string[]]>([
  ["kubernetes_secret_v1", named("a"), named("a"), []],
  ["kubernetes_secret_v1", named("a"), named("b"), ["metadata.0.name"]],
  ["kubernetes_secret_v1", named("a"), named("b", "other"), ["metadata.0.name", "metadata.0.namespace"]],
  ["kubernetes_secret_v1", { type: "Opaque" }, { type: "kubernetes.io/tls" }, ["type"]],
  ["kubernetes_manifest", manifest("a", "x"), manifest("a", "y"), []],
  ["kubernetes_manifest", manifest("a", "x"), manifest("b", "x"), ["manifest"]],
  ["grafana_dashboard", dashboard("a", "x"), dashboard("a", "y"), []],
  ["grafana_dashboard", dashboard("a", "x"), dashboard("b", "x"), ["config_json"]],
  ["sentry_key", { project: "a" }, { project: UNKNOWN }, ["project"]],
  ["helm_release", { name: "a", version: "1" }, { name: "a", version: "2" }, []],
  ["some_other", { name: "a" }, { name: "b" }, []],
])("%s: another thing is a replacement, another form of it is none (%#)", (type, before, after, paths) => {
  expect(replacements(type, before, after).map((path) => path.join("."))).toEqual(paths);
});

it("has nothing to replace where nothing is", () => {
  expect(replacements("kubernetes_secret_v1", null, named("a"))).toEqual([]);
});
