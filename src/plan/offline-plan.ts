import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { folderRefusal } from "../files/index.ts";
import { contested } from "./claims.ts";
import type { OfflinePlan, StackPlan } from "./result.ts";
import { type ClaimingPlan, type PlanContext, type PlanProgress, planStack } from "./stack-plan.ts";
import { readStacks, type StackToPlan, stacksToPlan } from "./stacks.ts";
import { openWorkshop } from "./workshop.ts";

/** How many stacks are planned at a time; Terraform itself works in parallel too. */
const PARALLEL_STACKS = 2;
const NO_BASELINE = { found: true, stacks: [] } as const;

export interface OfflinePlanOptions {
  /** Applies to the stand-in providers too, and plans again: that plan must be empty. */
  readonly apply?: boolean;
  /**
   * What an earlier synth wrote: it is applied to the stand-ins first, so that the plan shows what changes since. A
   * stack that is no more is planned away. Without it every plan is that of a first run.
   */
  readonly baselineDir?: string;
  /** The user's environment; what would interfere is left out. */
  readonly env?: NodeJS.ProcessEnv;
  readonly onProgress?: (progress: PlanProgress) => void;
  /** A folder for each stack's plan as JSON, without sensitive values. */
  readonly planDirectory?: string;
  /** Names of the stacks to plan, each of which must be there; all when left out. */
  readonly stacks?: readonly string[];
  /** What `cdktf synth` or `crowsnest synth` wrote: a folder with `manifest.json`. Nothing in it is changed. */
  readonly synthDir: string;
  /** Path of a terraform or tofu; {@link findTerraform} finds one. */
  readonly terraform: string;
  /** Runs `terraform validate` too. A plan validates all the same, so that it only shows that the command passes. */
  readonly validate?: boolean;
}

/**
 * Runs the real Terraform on synthesized stacks with no provider downloaded, no cluster and no credential: the
 * providers are stand-ins in this process that know each resource's arguments. No state is kept between runs.
 *
 * @example
 * const plan = await offlinePlan({ synthDir: "cdktf.out", terraform: "/usr/bin/terraform", apply: true });
 */
export async function offlinePlan(options: OfflinePlanOptions): Promise<OfflinePlan> {
  const started = performance.now();
  const synthDir = resolve(options.synthDir);
  const now = readStacks(synthDir);
  if (!now.found) return nothing(now.reason, "Run `crowsnest synth` first, or name its folder.");
  const earlier = options.baselineDir === undefined ? NO_BASELINE : readStacks(resolve(options.baselineDir));
  if (!earlier.found)
    return nothing(earlier.reason, "Name the folder that an earlier `crowsnest synth` wrote.");
  const known = stacksToPlan(now.stacks, earlier.stacks);
  const names = known.map(({ name }) => name);
  const unknown = options.stacks?.find((name) => !names.includes(name));
  const hint = `The stacks are ${names.join(", ")}.`;
  if (unknown !== undefined) return nothing(`there is no stack ${unknown}`, hint);
  const stacks = known.filter(({ name }) => options.stacks?.includes(name) ?? true);
  if (stacks.length === 0) return nothing("no stack was asked for", hint);
  const missing = stacks
    .flatMap(({ baseline, directory }) => [directory, baseline])
    .find((directory) => directory !== null && !existsSync(directory));
  if (missing !== undefined) {
    return nothing(`${missing} is in the manifest and not on disk`, "Run `crowsnest synth` again.");
  }
  const { planDirectory } = options;
  const refusal = planDirectory === undefined ? undefined : folderRefusal(planDirectory, () => true);
  if (refusal !== undefined) return nothing(refusal, "Name another folder for the plans.");

  const workshop = await openWorkshop(options.env ?? process.env);
  try {
    const version = await terraformVersion(options.terraform, workshop);
    if (version === undefined) {
      return nothing(`${options.terraform} is no terraform and no tofu`, "Set CROWSNEST_TERRAFORM to one.");
    }
    const context: PlanContext = {
      apply: options.apply ?? false,
      env: workshop.env,
      onProgress: options.onProgress ?? (() => {}),
      planDirectory: planDirectory === undefined ? null : resolve(planDirectory),
      programs: workshop.programs,
      terraform: options.terraform,
      validate: options.validate ?? false,
      workDirectory: workshop.directory,
    };
    const plans = withContested(await planAll(stacks, context));
    return {
      baseline: options.baselineDir === undefined ? null : resolve(options.baselineDir),
      kind: "planned",
      ok: plans.every(({ ok }) => ok),
      seconds: Math.round(performance.now() - started) / 1000,
      stacks: plans,
      terraform: { path: options.terraform, version },
    };
  } finally {
    workshop.close();
  }
}

async function planAll(
  stacks: readonly StackToPlan[],
  context: PlanContext,
): Promise<readonly ClaimingPlan[]> {
  const waiting = stacks.map((stack, index) => ({ stack, index }));
  const plans: ClaimingPlan[] = [];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      plans[next.index] = await planStack(next.stack, context);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_STACKS }, worker));
  return plans;
}

/** Each stack plans by itself; only together do they show that two of them make the same thing. */
function withContested(plans: readonly ClaimingPlan[]): readonly StackPlan[] {
  const found = contested(plans);
  return plans.map(({ claims: _, ...plan }) => {
    const more = found.get(plan.name) ?? [];
    return more.length === 0 ? plan : { ...plan, diagnostics: [...plan.diagnostics, ...more], ok: false };
  });
}

/** `Terraform 1.11.4` or `OpenTofu 1.12.6`; nothing when the program is neither. */
async function terraformVersion(
  path: string,
  { env, programs }: { readonly env: NodeJS.ProcessEnv; readonly programs: PlanContext["programs"] },
): Promise<string | undefined> {
  try {
    const { stdout } = await programs.run(path, ["version"], env);
    return stdout
      .match(/^(Terraform|OpenTofu) v(\S+)/m)
      ?.slice(1)
      .join(" ");
  } catch {
    return undefined;
  }
}

function nothing(reason: string, hint: string): OfflinePlan {
  return { hint, kind: "nothing", ok: false, reason };
}
