import { readFile } from "node:fs/promises";

/** A part of a stack's Terraform JSON; whether it has the right shape is Terraform's to say. */
export type Part = Readonly<Record<string, unknown>>;

/** The parts of a stack that the offline plan looks at. */
export interface StackConfig {
  readonly data: Part;
  readonly module: Part;
  readonly resource: Part;
  readonly terraform: Part;
  readonly variable: Part;
}

/** Reads a `cdk.tf.json`. One that is missing or no JSON is empty here: it is Terraform's to say what is wrong. */
export async function readStackConfig(file: string): Promise<StackConfig> {
  const config = await readJson(file);
  return {
    data: part(config, "data"),
    module: part(config, "module"),
    resource: part(config, "resource"),
    terraform: part(config, "terraform"),
    variable: part(config, "variable"),
  };
}

/** What a name holds when that is an object, else nothing. */
export function part(of: unknown, name: string): Part {
  const value = isPart(of) ? of[name] : undefined;
  return isPart(value) ? value : {};
}

/** Kind of the backend that a stack has outside of the offline plan: `s3`, `cloud`; Terraform's default is `local`. */
export function backendKind({ terraform }: StackConfig): string {
  if (terraform.cloud !== undefined) return "cloud";
  return Object.keys(part(terraform, "backend"))[0] ?? "local";
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return undefined;
  }
}

function isPart(value: unknown): value is Part {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
