import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Part, part, type StackConfig } from "./stack-config.ts";

// Terraform merges a file of this name over the others, which leaves the stack's own file byte for byte as it is:
// the lines of a diagnostic are those that the user can open.
const OVERRIDE_FILE = "crowsnest_offline_override.tf.json";
const VARIABLES_FILE = "crowsnest_offline.auto.tfvars.json";

// What runs leave in a folder: real ones in the synthesized, ours in the copy.
const LEFT_BEHIND = /^(?:\.terraform|\.terraform\.lock\.hcl|terraform\.tfstate.*|plan)$/;

/**
 * Copies a stack into a folder that Terraform may write to, with a local backend in place of its own and a value
 * for each variable that has none. A copy that is there already keeps only its state.
 */
export async function makeWorkingCopy(source: string, directory: string, config: StackConfig): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const name of await readdir(directory)) {
    if (!LEFT_BEHIND.test(name)) await rm(join(directory, name), { recursive: true });
  }
  const filter = (path: string) => path === source || !LEFT_BEHIND.test(basename(path));
  await cp(source, directory, { recursive: true, filter });
  await writeFile(join(directory, OVERRIDE_FILE), JSON.stringify({ terraform: { backend: { local: {} } } }));
  const values = placeholders(config.variable);
  if (Object.keys(values).length > 0) {
    await writeFile(join(directory, VARIABLES_FILE), JSON.stringify(values));
  }
}

function placeholders(variables: Part): Record<string, unknown> {
  const open = Object.keys(variables).filter((name) => part(variables, name).default === undefined);
  return Object.fromEntries(open.map((name) => [name, placeholder(part(variables, name).type)]));
}

function placeholder(type: unknown): unknown {
  if (type === "number") return 0;
  if (type === "bool") return false;
  if (/^(?:list|set|tuple)\b/.test(String(type))) return [];
  return /^(?:map|object)\b/.test(String(type)) ? {} : "offline";
}
