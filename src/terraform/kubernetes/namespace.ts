import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1/index.js";
import type { Construct } from "constructs";
import type { NamespaceArtifact } from "../../artifacts/index.ts";
import { literal } from "../engine/literal.ts";
import { logicalId, withId } from "../engine/logical-id.ts";

/** Adds a namespace. */
export function addNamespace(scope: Construct, { labels, name }: NamespaceArtifact): NamespaceV1 {
  const id = logicalId(name);
  const metadata = { labels: literal(labels), name: literal(name) };
  return withId(new NamespaceV1(scope, `kubernetes_namespace_v1.${id}`, { metadata }), id);
}
