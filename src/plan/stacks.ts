import { readFileSync } from "node:fs";
import { join } from "node:path";
import { part } from "./stack-config.ts";

/** A stack that was synthesized. */
export interface SynthesizedStack {
  /** Absolute path of the folder that holds its `cdk.tf.json`. */
  readonly directory: string;
  readonly name: string;
}

/** A stack as it is now and as it was: `null` where it is not. */
export interface StackToPlan {
  /** Absolute path of its folder in the baseline. */
  readonly baseline: string | null;
  readonly directory: string | null;
  readonly name: string;
}

/** The stacks of a synthesized folder in the order of their names, or why there are none. */
export type SynthesizedStacks =
  | { readonly found: true; readonly stacks: readonly SynthesizedStack[] }
  | { readonly found: false; readonly reason: string };

/** Reads the manifest that `cdktf synth` and `crowsnest synth` write. */
export function readStacks(synthDir: string): SynthesizedStacks {
  const file = join(synthDir, "manifest.json");
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    return {
      found: false,
      reason: `${file} cannot be read: ${error instanceof Error ? error.message : error}`,
    };
  }
  const listed = part(manifest, "stacks");
  const stacks = Object.keys(listed).map((name) => {
    const { workingDirectory } = part(listed, name);
    const folder = typeof workingDirectory === "string" ? workingDirectory : join("stacks", name);
    return { directory: join(synthDir, folder), name };
  });
  if (stacks.length === 0) return { found: false, reason: `${file} lists no stack` };
  return { found: true, stacks: stacks.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** Every stack of a synthesized folder or of its baseline, in the order of their names. */
export function stacksToPlan(
  now: readonly SynthesizedStack[],
  baseline: readonly SynthesizedStack[],
): readonly StackToPlan[] {
  const directories = (stacks: readonly SynthesizedStack[]) =>
    new Map(stacks.map(({ directory, name }) => [name, directory]));
  const [current, earlier] = [directories(now), directories(baseline)];
  return [...new Set([...current.keys(), ...earlier.keys()])].sort().map((name) => ({
    baseline: earlier.get(name) ?? null,
    directory: current.get(name) ?? null,
    name,
  }));
}
