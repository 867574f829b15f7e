import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Claim, claims } from "./claims.ts";
import { earlyReads } from "./early-reads.ts";
import { maskPlan } from "./mask.ts";
import { refusals } from "./refusals.ts";
import type { Changes, PlanDiagnostic, ResourceChange, StackPlan, StepName, StepResult } from "./result.ts";
import type { ShownPlan } from "./shown-plan.ts";
import { backendKind, readStackConfig } from "./stack-config.ts";
import type { SynthesizedStack } from "./stacks.ts";
import { parseMessages, parseValidation } from "./terraform/messages.ts";
import type { ProgramResult, Programs } from "./terraform/run.ts";
import { makeWorkingCopy } from "./working-copy.ts";

/** What the plans of all stacks have in common. */
export interface PlanContext {
  readonly apply: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly onProgress: (progress: PlanProgress) => void;
  /** Where plans are written as JSON; `null` for nowhere. */
  readonly planDirectory: string | null;
  readonly programs: Programs;
  readonly terraform: string;
  readonly validate: boolean;
  /** A folder that is removed at the end. */
  readonly workDirectory: string;
}

/** What is being done, for a line on standard error. */
export interface PlanProgress {
  readonly stack: string;
  readonly step: StepName;
}

/** A stack's plan and what it would make, to be compared with that of other stacks. */
export type ClaimingPlan = StackPlan & { readonly claims: readonly Claim[] };

const PLAN_FILE = "crowsnest_offline.tfplan";
const QUIET = ["-input=false", "-no-color"] as const;
// Exit code of a plan that was made and is not empty, when asked for in detail.
const CHANGES_PRESENT = 2;

/** Plans one stack, and applies it and plans it again when asked to. A step that fails ends it. */
export async function planStack(stack: SynthesizedStack, context: PlanContext): Promise<ClaimingPlan> {
  const run = new StackRun(stack, context);
  const config = await readStackConfig(join(stack.directory, "cdk.tf.json"));
  run.report(refusals(config, context.apply));
  if (run.ok) await makeWorkingCopy(stack.directory, run.directory, config);

  await run.step("init", ["init", "-json", ...QUIET], messagesOf("init"));
  if (context.validate) {
    await run.step("validate", ["validate", "-json", "-no-color"], ({ stdout }) => ({
      diagnostics: parseValidation(stdout),
    }));
  }
  const plan = ["plan", "-json", "-lock=false", ...QUIET] as const;
  await run.step("plan", [...plan, `-out=${PLAN_FILE}`], messagesOf("plan"));

  const shown = await run.show();
  const planFile = shown === undefined ? null : await writePlan(stack.name, shown, context);
  if (shown !== undefined) run.report(earlyReads(shown));

  if (context.apply) {
    await run.step("apply", ["apply", "-json", "-lock=false", ...QUIET, PLAN_FILE], messagesOf("apply"));
    await run.step("second plan", [...plan, "-detailed-exitcode"], secondPlan);
  }
  return {
    ...run.result(),
    backend: backendKind(config),
    claims: shown === undefined ? [] : claims(stack.name, shown),
    planFile,
  };
}

interface Said {
  readonly changes?: Changes | null;
  readonly diagnostics: readonly PlanDiagnostic[];
  readonly resources?: readonly ResourceChange[];
}

/** The steps of one stack: each runs only while none has failed, and leaves what it found. */
class StackRun {
  readonly directory: string;
  readonly #context: PlanContext;
  readonly #diagnostics: PlanDiagnostic[] = [];
  readonly #stack: SynthesizedStack;
  readonly #started = performance.now();
  readonly #steps: StepResult[] = [];
  #planned: Said = { diagnostics: [] };

  constructor(stack: SynthesizedStack, context: PlanContext) {
    this.directory = join(context.workDirectory, "stacks", stack.name);
    this.#context = context;
    this.#stack = stack;
  }

  get ok(): boolean {
    return !this.#diagnostics.some(isError);
  }

  report(diagnostics: readonly PlanDiagnostic[]): void {
    this.#diagnostics.push(...diagnostics);
  }

  async step(name: StepName, args: readonly string[], read: (result: ProgramResult) => Said): Promise<void> {
    if (!this.ok) return;
    this.#context.onProgress({ stack: this.#stack.name, step: name });
    const start = performance.now();
    const result = await this.#terraform(args);
    const said = read(result);
    if (name === "plan") this.#planned = said;
    const found = orSilent(result, name, said.diagnostics);
    this.report(found.map((diagnostic) => inSynthesizedFile(diagnostic, this.#stack.directory)));
    this.#steps.push({ name, ok: !found.some(isError), seconds: secondsSince(start) });
  }

  /** The plan as Terraform shows it; nothing when a step has failed or this one does. */
  async show(): Promise<ShownPlan | undefined> {
    if (!this.ok) return undefined;
    const shown = await this.#terraform(["show", "-json", PLAN_FILE]);
    this.report(orSilent(shown, "plan", []));
    return this.ok ? (JSON.parse(shown.stdout) as ShownPlan) : undefined;
  }

  result(): Omit<StackPlan, "backend" | "planFile"> {
    const { changes = null, resources = [] } = this.#planned;
    return {
      changes,
      diagnostics: this.#diagnostics,
      name: this.#stack.name,
      ok: this.ok,
      resources: resources.toSorted((a, b) => (a.address < b.address ? -1 : 1)),
      seconds: secondsSince(this.#started),
      steps: this.#steps,
    };
  }

  #terraform(args: readonly string[]): Promise<ProgramResult> {
    const { env, programs, terraform } = this.#context;
    return programs.run(terraform, [`-chdir=${this.directory}`, ...args], env);
  }
}

function messagesOf(step: StepName): (result: ProgramResult) => Said {
  return ({ stdout }) => parseMessages(stdout, step);
}

function secondPlan({ code, stdout }: ProgramResult): Said {
  const { diagnostics, resources } = parseMessages(stdout, "second plan");
  if (code !== CHANGES_PRESENT) return { diagnostics };
  const detail = resources.map(({ action, address }) => `${address}: ${action}`).join("\n");
  const summary = "The plan is not empty after an apply";
  return { diagnostics: [...diagnostics, error("second plan", summary, detail)] };
}

/** A program that failed and gave no reason in its JSON has said it elsewhere. */
function orSilent(
  { code, stderr, stdout }: ProgramResult,
  step: StepName,
  diagnostics: readonly PlanDiagnostic[],
): readonly PlanDiagnostic[] {
  if (code === 0 || diagnostics.some(isError)) return diagnostics;
  const said = [stderr.trim(), stdout.trim()].find((text) => text !== "") ?? "It said nothing.";
  const summary = `terraform ${step} ended with ${code ?? "a signal"}`;
  return [...diagnostics, error(step, summary, said.slice(-2000))];
}

/** Terraform names files of the working copy; the user has the ones that were copied. */
function inSynthesizedFile(diagnostic: PlanDiagnostic, directory: string): PlanDiagnostic {
  const { range } = diagnostic;
  return range === null
    ? diagnostic
    : { ...diagnostic, range: { ...range, file: join(directory, range.file) } };
}

async function writePlan(name: string, shown: ShownPlan, context: PlanContext): Promise<string | null> {
  if (context.planDirectory === null) return null;
  await mkdir(context.planDirectory, { recursive: true });
  const file = join(context.planDirectory, `${name}.plan.json`);
  await writeFile(file, `${JSON.stringify(maskPlan({ ...shown }), null, 2)}\n`);
  return file;
}

function isError({ severity }: PlanDiagnostic): boolean {
  return severity === "error";
}

function error(step: StepName, summary: string, detail: string): PlanDiagnostic {
  return { address: null, detail, range: null, severity: "error", step, summary };
}

function secondsSince(start: number): number {
  return Math.round(performance.now() - start) / 1000;
}
