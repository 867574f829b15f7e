import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "../files/index.ts";
import { type Claim, claims } from "./claims.ts";
import { earlyReads } from "./early-reads.ts";
import { maskPlan } from "./mask.ts";
import { refusals } from "./refusals.ts";
import type { Changes, PlanDiagnostic, ResourceChange, StackPlan, StepName, StepResult } from "./result.ts";
import type { ShownPlan } from "./shown-plan.ts";
import { backendKind, readStackConfig } from "./stack-config.ts";
import type { StackToPlan } from "./stacks.ts";
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
const JSON_QUIET = ["-json", "-lock=false", ...QUIET] as const;
// Exit code of a plan that was made and is not empty, when asked for in detail.
const CHANGES_PRESENT = 2;

/** Plans one stack, and applies it and plans it again when asked to. A step that fails ends it. */
export async function planStack(stack: StackToPlan, context: PlanContext): Promise<ClaimingPlan> {
  const run = new StackRun(stack.name, context);
  if (stack.baseline !== null) {
    await run.use(stack.baseline, true);
    await run.step("baseline", ["init", "-json", ...QUIET], messagesOf("baseline"));
    await run.step("baseline", ["apply", "-auto-approve", ...JSON_QUIET], messagesOf("baseline"));
  }
  if (stack.directory !== null) {
    await run.use(stack.directory, context.apply);
    await run.step("init", ["init", "-json", ...QUIET], messagesOf("init"));
  }
  if (context.validate) {
    await run.step("validate", ["validate", "-json", "-no-color"], ({ stdout }) => ({
      diagnostics: parseValidation(stdout),
    }));
  }
  // A stack that is no more leaves nothing.
  const plan = ["plan", ...JSON_QUIET, ...(stack.directory === null ? ["-destroy"] : [])];
  await run.step("plan", [...plan, `-out=${PLAN_FILE}`], messagesOf("plan"));

  const shown = await run.show();
  const planFile = shown === undefined ? null : await writePlan(stack.name, shown, context);
  if (shown !== undefined) run.report(earlyReads(shown));

  if (context.apply) {
    await run.step("apply", ["apply", ...JSON_QUIET, PLAN_FILE], messagesOf("apply"));
    await run.step("second plan", [...plan, "-detailed-exitcode"], secondPlan);
  }
  return { ...run.result(), claims: shown === undefined ? [] : claims(stack.name, shown), planFile };
}

interface Said {
  readonly changes?: Changes | null;
  readonly diagnostics: readonly PlanDiagnostic[];
  readonly resources?: readonly ResourceChange[];
}

/** The steps of one stack: each runs only while none has failed, and leaves what it found. */
class StackRun {
  readonly #context: PlanContext;
  readonly #diagnostics: PlanDiagnostic[] = [];
  readonly #directory: string;
  readonly #name: string;
  readonly #started = performance.now();
  readonly #steps: StepResult[] = [];
  #backend = "local";
  #planned: Said = { diagnostics: [] };
  #source = "";

  constructor(name: string, context: PlanContext) {
    this.#directory = join(context.workDirectory, "stacks", name);
    this.#context = context;
    this.#name = name;
  }

  get ok(): boolean {
    return !this.#diagnostics.some(isError);
  }

  report(diagnostics: readonly PlanDiagnostic[]): void {
    this.#diagnostics.push(...diagnostics);
  }

  /** Puts a stack's configuration into the working copy; the state that is there stays. */
  async use(source: string, apply: boolean): Promise<void> {
    if (!this.ok) return;
    this.#source = source;
    const config = await readStackConfig(join(source, "cdk.tf.json"));
    this.#backend = backendKind(config);
    this.report(refusals(config, apply));
    if (this.ok) await makeWorkingCopy(source, this.#directory, config);
  }

  async step(name: StepName, args: readonly string[], read: (result: ProgramResult) => Said): Promise<void> {
    if (!this.ok) return;
    this.#context.onProgress({ stack: this.#name, step: name });
    const start = performance.now();
    const result = await this.#terraform(args);
    const said = read(result);
    if (name === "plan") this.#planned = said;
    const found = orSilent(result, name, said.diagnostics);
    this.report(found.map((diagnostic) => inSynthesizedFile(diagnostic, this.#source)));
    this.#steps.push({ name, ok: !found.some(isError), seconds: secondsSince(start) });
  }

  /** The plan as Terraform shows it; nothing when a step has failed or this one does. */
  async show(): Promise<ShownPlan | undefined> {
    if (!this.ok) return undefined;
    const shown = await this.#terraform(["show", "-json", PLAN_FILE]);
    this.report(orSilent(shown, "plan", []));
    return this.ok ? (JSON.parse(shown.stdout) as ShownPlan) : undefined;
  }

  result(): Omit<StackPlan, "planFile"> {
    const { changes = null, resources = [] } = this.#planned;
    return {
      backend: this.#backend,
      changes,
      diagnostics: this.#diagnostics,
      name: this.#name,
      ok: this.ok,
      resources: resources.toSorted((a, b) => (a.address < b.address ? -1 : 1)),
      seconds: secondsSince(this.#started),
      steps: this.#steps,
    };
  }

  #terraform(args: readonly string[]): Promise<ProgramResult> {
    const { env, programs, terraform } = this.#context;
    return programs.run(terraform, [`-chdir=${this.#directory}`, ...args], env);
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
  makeFolder(context.planDirectory);
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
