import { writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { App } from "cdktf";
import type { Artifacts } from "../artifacts/index.ts";
import { jsonText } from "./engine/json-text.ts";
import { LazyStack } from "./engine/lazy-stack.ts";
import { MANIFEST_FILE, outputRefusal, replaceOutput, STACK_FILE, STACKS_FOLDER } from "./output.ts";
import { type PlannedStack, planStacks, type StackKind } from "./stacks/plan.ts";
import { stateBackend } from "./state.ts";

/** A stack that was written. */
export interface SynthesizedStack {
  readonly bytes: number;
  /** Names of the stacks that are to be applied before it. */
  readonly dependencies: readonly string[];
  readonly environment: string;
  readonly kind: StackKind;
  readonly name: string;
  /** Its file, relative to the output folder. */
  readonly path: string;
  /** How many resources it has; data sources are not counted. */
  readonly resources: number;
  /** The team whose stack it is; `null` for a stack of the whole environment. */
  readonly team: string | null;
}

/** Every stack that was written, each after those that it depends on. */
export interface Synthesis {
  /** Why nothing was written, and there are no stacks: a file is where the folder should be, or it is somebody else's. */
  readonly refusal: string | null;
  readonly stacks: readonly SynthesizedStack[];
}

/**
 * Writes the Terraform stacks of all environments, as `cdktf synth` does: `manifest.json`, and
 * `stacks/<name>/cdk.tf.json` for each. Equal artifacts give equal bytes, wherever and whenever they are written. A
 * failure leaves the folder as it was, and a folder that holds anything else is left alone.
 *
 * @param outdir the output folder; it is made when it is not there
 * @throws on a mistake of ours; the checks of a workspace keep users' mistakes from getting here
 * @example synthesize(compileWorkspace(workspace), "cdktf.out").stacks.map(({ name }) => name)
 */
export function synthesize(artifacts: Artifacts, outdir: string): Synthesis {
  const planned = planStacks(artifacts);
  const refusal = outputRefusal(outdir);
  if (refusal !== undefined) {
    return { refusal, stacks: [] };
  }
  return replaceOutput(outdir, (staging) => {
    const app = new App({ outdir: staging, stackTraces: false });
    const stacks = addStacks(app, planned);
    app.synth();
    writeFileSync(join(staging, MANIFEST_FILE), `${jsonText(app.manifest.buildManifest())}\n`);
    return { refusal: null, stacks: planned.map((stack) => summary(stack, stacks)) };
  });
}

function addStacks(app: App, planned: readonly PlannedStack[]): ReadonlyMap<string, LazyStack> {
  const stacks = new Map<string, LazyStack>();
  for (const { backend, dependencies, fill, name } of planned) {
    const stack = new LazyStack(app, { backend: stateBackend(backend, name), fill, name });
    for (const dependency of dependencies.flatMap((earlier) => stacks.get(earlier) ?? [])) {
      stack.addDependency(dependency);
    }
    stacks.set(name, stack);
  }
  return stacks;
}

function summary(
  { dependencies, environment, kind, name, team }: PlannedStack,
  stacks: ReadonlyMap<string, LazyStack>,
): SynthesizedStack {
  const { bytes = 0, resources = 0 } = stacks.get(name)?.writer.written ?? {};
  const path = posix.join(STACKS_FOLDER, name, STACK_FILE);
  return { bytes, dependencies, environment, kind, name, path, resources, team };
}
