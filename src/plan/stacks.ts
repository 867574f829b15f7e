import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A stack that was synthesized. */
export interface SynthesizedStack {
  readonly dependencies: readonly string[];
  /** Absolute path of the folder that holds its `cdk.tf.json`. */
  readonly directory: string;
  readonly name: string;
}

/** The stacks of a synthesized folder in the order of their names, or why there are none. */
export type SynthesizedStacks =
  | { readonly found: true; readonly stacks: readonly SynthesizedStack[] }
  | { readonly found: false; readonly reason: string };

interface Manifest {
  readonly stacks?: Readonly<
    Record<string, { readonly dependencies?: readonly string[]; readonly workingDirectory?: string }>
  >;
}

/** Reads the manifest that `cdktf synth` and `crowsnest synth` write. */
export function readStacks(synthDir: string): SynthesizedStacks {
  const file = join(synthDir, "manifest.json");
  let manifest: Manifest;
  try {
    manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  } catch (error) {
    return {
      found: false,
      reason: `${file} cannot be read: ${error instanceof Error ? error.message : error}`,
    };
  }
  const stacks = Object.entries(manifest.stacks ?? {}).map(([name, stack]) => ({
    dependencies: stack.dependencies ?? [],
    directory: join(synthDir, stack.workingDirectory ?? join("stacks", name)),
    name,
  }));
  if (stacks.length === 0) return { found: false, reason: `${file} lists no stack` };
  return { found: true, stacks: stacks.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}
