import type { ProviderServer } from "../provider/server.ts";

// What a user sets for real runs: options, data folders, variables with secrets, logs, traces.
const INTERFERES = /^(?:TF_|TOFU_|CHECKPOINT_|OTEL_|TERRAFORM_CONFIG$)/;

/** Hosts of the registries whose providers are served: Terraform's own and OpenTofu's. */
const REGISTRIES = ["registry.terraform.io", "registry.opentofu.org"] as const;

/**
 * The environment of an offline Terraform: the user's without what would change the outcome, and our providers
 * in place of downloaded ones.
 */
export function offlineEnvironment(
  env: NodeJS.ProcessEnv,
  servers: readonly ProviderServer[],
  cliConfigFile: string,
): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !INTERFERES.test(name));
  return {
    // Terraform lives for a second: a collector that runs four times less often saves a quarter of its work.
    GOGC: "400",
    ...Object.fromEntries(kept),
    CHECKPOINT_DISABLE: "1",
    TF_CLI_CONFIG_FILE: cliConfigFile,
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    TF_REATTACH_PROVIDERS: JSON.stringify(reattachments(servers)),
  };
}

/**
 * A configuration for Terraform's command line that leaves it nowhere to download a provider from; it also keeps
 * the user's own from being read.
 */
export function cliConfig(emptyFolder: string): string {
  const path = JSON.stringify(emptyFolder);
  return `disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = ${path}\n  }\n}\n`;
}

// Terraform must not end the process it attaches to, which is what `Test` says.
function reattachments(servers: readonly ProviderServer[]): Record<string, object> {
  const entries = servers.flatMap(({ source, socket }) => {
    const attachment = {
      Protocol: "grpc",
      ProtocolVersion: 6,
      Pid: process.pid,
      Test: true,
      Addr: { Network: "unix", String: socket },
    };
    const name = source.slice(source.indexOf("/") + 1);
    return REGISTRIES.map((registry) => [`${registry}/${name}`, attachment] as const);
  });
  return Object.fromEntries(entries);
}
