import { SecretV1 } from "@cdktf/provider-kubernetes/lib/secret-v1/index.js";
import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { type EnvironmentArtifacts, toYaml } from "../../artifacts/index.ts";
import { literal } from "../engine/literal.ts";
import { logicalId, withId } from "../engine/logical-id.ts";
import { MANAGED_BY } from "../kubernetes/labels.ts";
import { addProviders } from "../providers.ts";

/** The file of the Secret that the operator reads. */
const CONFIG_FILE = "alertmanager.yaml";
const OUTPUT = "alertmanager";

/**
 * Alertmanager's whole configuration in one Secret. It names files of secrets and holds none, so it may stand in the
 * plan and the state: with `data`, a plan shows a change by hand, which it would not with a write-only argument. The
 * provider hides `data` from people all the same, so an output shows them what a plan changes, key by key.
 */
export function fillAlerting(scope: Construct, environment: EnvironmentArtifacts): void {
  addProviders(scope, environment, ["kubernetes"]);
  const { config, namespace, secretName, templates } = environment.alerting;
  const id = logicalId(secretName);
  withId(
    new SecretV1(scope, `kubernetes_secret_v1.${id}`, {
      data: literal({ ...templates, [CONFIG_FILE]: toYaml(config) }),
      metadata: { labels: MANAGED_BY, name: literal(secretName), namespace: literal(namespace) },
      type: "Opaque",
    }),
    id,
  );
  withId(new TerraformOutput(scope, OUTPUT, { value: literal({ config, templates }) }), OUTPUT);
}
