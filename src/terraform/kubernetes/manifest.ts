import { Manifest } from "@cdktf/provider-kubernetes/lib/manifest/index.js";
import type { Construct } from "constructs";
import type { KubernetesObject } from "../../artifacts/index.ts";
import { literal } from "../engine/literal.ts";
import { logicalId, withId } from "../engine/logical-id.ts";

/** Adds a custom resource. Its plan shows every field. */
export function addManifest(scope: Construct, object: KubernetesObject): Manifest {
  const id = logicalId(object.kind, object.metadata.namespace, object.metadata.name);
  const construct = new Manifest(scope, `kubernetes_manifest.${id}`, {
    // Takes back what was changed by hand: the workspace is where such an object is changed.
    fieldManager: { forceConflicts: true, name: "crowsnest" },
    manifest: literal({ ...object }),
  });
  return withId(construct, id);
}
