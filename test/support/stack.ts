import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Artifacts } from "../../src/artifacts/index.ts";
import { synthesize } from "../../src/terraform/index.ts";

type Blocks = Record<string, Record<string, Record<string, unknown>>>;

/** A stack as Terraform reads it. */
export interface StackJson {
  readonly data?: Blocks;
  readonly output?: Record<string, { readonly value: unknown }>;
  readonly provider: Record<string, readonly Record<string, unknown>[]>;
  readonly resource?: Blocks;
  readonly terraform: {
    readonly backend: Record<string, Record<string, unknown>>;
    readonly required_providers: Record<string, { readonly source: string; readonly version: string }>;
    readonly required_version: string;
  };
}

/** The stacks that artifacts become, by name. */
export function stacksOf(artifacts: Artifacts): Readonly<Record<string, StackJson>> {
  const outdir = mkdtempSync(join(tmpdir(), "crowsnest-stacks-"));
  try {
    const { stacks } = synthesize(artifacts, outdir);
    return Object.fromEntries(
      stacks.map(({ name, path }) => [name, JSON.parse(readFileSync(join(outdir, path), "utf8"))]),
    );
  } finally {
    rmSync(outdir, { force: true, recursive: true });
  }
}

/** One stack of artifacts. */
export function stackOf(artifacts: Artifacts, name: string): StackJson {
  const stack = stacksOf(artifacts)[name];
  if (stack === undefined) {
    throw new Error(`there is no stack ${name}`);
  }
  return stack;
}
