import { CONTRACT_NAMES, loadContract } from "./contract/load.ts";
import type { PlanDiagnostic } from "./result.ts";
import { part, type StackConfig } from "./stack-config.ts";

const BUILT_IN = "builtin/terraform";

/**
 * What an offline plan must not touch: modules, state and providers that lie elsewhere, and, where it applies,
 * programs that a provisioner would run. Each is an error, and Terraform is not started on such a stack.
 */
export function refusals(config: StackConfig, apply: boolean): readonly PlanDiagnostic[] {
  return [
    ...remoteModules(config),
    ...remoteStates(config),
    ...unknownProviders(config),
    ...(apply ? provisioners(config) : []),
  ];
}

function remoteModules({ module }: StackConfig): readonly PlanDiagnostic[] {
  return Object.keys(module)
    .map((name) => ({ name, source: String(part(module, name).source) }))
    .filter(({ source }) => !/^\.{1,2}\//.test(source))
    .map(({ name, source }) =>
      refusal(
        `module.${name}`,
        "A module from elsewhere cannot be planned offline",
        `Its source is ${source}. Only modules in the stack's own folder ("./…") can be.`,
      ),
    );
}

function remoteStates({ data }: StackConfig): readonly PlanDiagnostic[] {
  return Object.keys(part(data, "terraform_remote_state")).map((name) =>
    refusal(
      `data.terraform_remote_state.${name}`,
      "The state of another stack cannot be read offline",
      "A stack that refers to another cannot be planned before that is applied; compute names from identity instead.",
    ),
  );
}

function unknownProviders({ data, resource, terraform }: StackConfig): readonly PlanDiagnostic[] {
  const served = CONTRACT_NAMES.map((name) => providerName(loadContract(name).source));
  const required = part(terraform, "required_providers");
  // Terraform takes the first word of a type for the provider's name.
  const implied = [...Object.keys(resource), ...Object.keys(data)].map((type) => type.split("_", 1)[0] ?? "");
  const needed = [...new Set([...Object.keys(required), ...implied])].map((name) =>
    name === "terraform"
      ? BUILT_IN
      : providerName(String(part(required, name).source ?? `hashicorp/${name}`)),
  );
  return [...new Set(needed)]
    .filter((name) => !served.includes(name) && name !== BUILT_IN)
    .map((name) =>
      refusal(
        null,
        `The provider ${name} cannot stand in offline`,
        `Its arguments are not known here; known are ${served.join(", ")}.`,
      ),
    );
}

function provisioners({ resource }: StackConfig): readonly PlanDiagnostic[] {
  return Object.keys(resource).flatMap((type) => {
    const named = part(resource, type);
    return Object.keys(named)
      .filter((name) => part(named, name).provisioner !== undefined)
      .map((name) =>
        refusal(
          `${type}.${name}`,
          "A resource with a provisioner is not applied offline",
          "Its provisioner would run a real program.",
        ),
      );
  });
}

/** `grafana/grafana`, wherever the registry is. */
function providerName(source: string): string {
  return source.toLowerCase().split("/").slice(-2).join("/");
}

function refusal(address: string | null, summary: string, detail: string): PlanDiagnostic {
  return { address, detail, range: null, severity: "error", step: "init", summary };
}
