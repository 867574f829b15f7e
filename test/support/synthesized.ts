import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Writes stacks the way cdktf does, `manifest.json` and a `cdk.tf.json` each, into a folder that the caller removes. */
export function writeSynthesized(stacks: Readonly<Record<string, unknown>>): {
  readonly directory: string;
  readonly remove: () => void;
} {
  const directory = mkdtempSync(join(tmpdir(), "crowsnest-synthesized-"));
  const manifest: Record<string, unknown> = {};
  for (const [name, config] of Object.entries(stacks)) {
    const workingDirectory = `stacks/${name}`;
    mkdirSync(join(directory, workingDirectory), { recursive: true });
    const text = typeof config === "string" ? config : JSON.stringify(config, null, 2);
    writeFileSync(join(directory, workingDirectory, "cdk.tf.json"), text);
    manifest[name] = { dependencies: [], name, workingDirectory };
  }
  writeFileSync(join(directory, "manifest.json"), JSON.stringify({ stacks: manifest, version: "0.21.0" }));
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** A configuration of the providers that are served, as cdktf writes it, with what a stack holds besides. */
export function stackConfig(parts: {
  readonly data?: unknown;
  readonly output?: unknown;
  readonly resource?: unknown;
  readonly terraform?: object;
  readonly variable?: unknown;
}): object {
  const { terraform, ...rest } = parts;
  return {
    provider: {
      elasticstack: [{ elasticsearch: {}, kibana: {} }],
      grafana: [{ url: "https://grafana.example.com" }],
      helm: [{ kubernetes: { config_context: "production", config_path: "~/.kube/config" } }],
      kubernetes: [{ config_context: "production", config_path: "~/.kube/config" }],
      sentry: [{}],
    },
    terraform: {
      backend: {
        s3: { bucket: "acme-terraform", key: "crowsnest/stack.tfstate", region: "eu-central-1" },
      },
      required_providers: {
        elasticstack: { source: "elastic/elasticstack", version: "0.16.3" },
        grafana: { source: "grafana/grafana", version: "4.45.1" },
        helm: { source: "hashicorp/helm", version: "3.1.2" },
        kubernetes: { source: "hashicorp/kubernetes", version: "2.38.0" },
        sentry: { source: "jianyuan/sentry", version: "0.15.4" },
      },
      required_version: ">= 1.11",
      ...terraform,
    },
    ...rest,
  };
}
