import { SecretV1 } from "@cdktf/provider-kubernetes/lib/secret-v1/index.js";
import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { EnvironmentArtifacts } from "../../artifacts/index.ts";
import { literal, yamlDocument } from "../engine/literal.ts";
import { logicalId, withId } from "../engine/logical-id.ts";
import { MANAGED_BY } from "../kubernetes/labels.ts";
import { addProviders } from "../providers.ts";

/** The file of the Secret that the operator reads. */
const CONFIG_FILE = "alertmanager.yaml";

/**
 * Alertmanager's whole configuration in one Secret. It names files of secrets and holds none, so it stands in the
 * plan: `data` shows a change by hand, which a write-only argument would not; and as the provider hides `data`
 * from people, outputs of the same text show what a plan changes.
 */
export function fillAlerting(scope: Construct, environment: EnvironmentArtifacts): void {
  addProviders(scope, environment, ["kubernetes"]);
  const { config, namespace, secretName, templates } = environment.alerting;
  const files = { [CONFIG_FILE]: yamlDocument(config), ...literalValues(templates) };
  const id = logicalId(secretName);
  withId(
    new SecretV1(scope, `kubernetes_secret_v1.${id}`, {
      data: files,
      metadata: { labels: MANAGED_BY, name: literal(secretName), namespace: literal(namespace) },
      type: "Opaque",
    }),
    id,
  );
  withId(new TerraformOutput(scope, "alertmanager_files", { value: files }), "alertmanager_files");
}

function literalValues(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, literal(text)]));
}
