import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { maskPlan } from "./mask.ts";
import { refusals } from "./refusals.ts";
import type { Changes, PlanDiagnostic, ResourceChange, StackPlan, StepName, StepResult } from "./result.ts";
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
  /** A folder that is removed at the end. */
  readonly workDirectory: string;
}

/** What is being done, for a line on standard error. */
export interface PlanProgress {
  readonly stack: string;
  readonly step: StepName;
}

const PLAN_FILE = "crowsnest_offline.tfplan";
const QUIET = ["-input=false", "-no-color"] as const;
// Exit code of a plan that was made and is not empty, when asked for in detail.
const CHANGES_PRESENT = 2;

/** Plans one stack, and applies it and plans it again when asked to. A step that fails ends it. */
export async function planStack(stack: SynthesizedStack, context: PlanContext): Promise<StackPlan> {
  const started = performance.now();
  const directory = join(context.workDirectory, "stacks", stack.name);
  const config = await readStackConfig(join(stack.directory, "cdk.tf.json"));
  const steps: StepResult[] = [];
  const diagnostics: PlanDiagnostic[] = [...refusals(config, context.apply)];
  let changes: Changes | null = null;
  let resources: readonly ResourceChange[] = [];

  const command = async (
    name: StepName,
    args: readonly string[],
    judge: (result: ProgramResult) => readonly PlanDiagnostic[],
  ): Promise<boolean> => {
    context.onProgress({ stack: stack.name, step: name });
    const start = performance.now();
    const result = await context.programs.run(
      context.terraform,
      [`-chdir=${directory}`, ...args],
      context.env,
    );
    const found = judge(result).map((diagnostic) => inSynthesizedFile(diagnostic, stack.directory));
    diagnostics.push(...found);
    const ok = !found.some(({ severity }) => severity === "error");
    steps.push({ name, ok, seconds: secondsSince(start) });
    return ok;
  };

  const messages = (name: StepName) => (result: ProgramResult) => {
    const said = parseMessages(result.stdout, name);
    if (name === "plan") ({ changes, resources } = said);
    return orSilent(result, name, said.diagnostics);
  };

  const startable = diagnostics.length === 0;
  if (startable) await makeWorkingCopy(stack.directory, directory, config);

  const planned =
    startable &&
    (await command("init", ["init", "-json", "-backend=true", ...QUIET], messages("init"))) &&
    (await command("validate", ["validate", "-json", "-no-color"], (result) =>
      orSilent(result, "validate", parseValidation(result.stdout)),
    )) &&
    (await command(
      "plan",
      ["plan", "-json", "-lock=false", `-out=${PLAN_FILE}`, ...QUIET],
      messages("plan"),
    ));

  const planFile = planned ? await writePlan(stack, directory, context) : null;

  const applied =
    planned &&
    context.apply &&
    (await command("apply", ["apply", "-json", "-lock=false", ...QUIET, PLAN_FILE], messages("apply"))) &&
    (await command(
      "second plan",
      ["plan", "-json", "-detailed-exitcode", "-lock=false", ...QUIET],
      (result) => secondPlan(result),
    ));

  return {
    backend: backendKind(config),
    changes,
    diagnostics,
    name: stack.name,
    ok: context.apply ? applied : planned,
    planFile,
    resources: resources.toSorted((a, b) => (a.address < b.address ? -1 : 1)),
    seconds: secondsSince(started),
    steps,
  };
}

/** Terraform names files of the working copy; the user has the ones that were copied. */
function inSynthesizedFile(diagnostic: PlanDiagnostic, directory: string): PlanDiagnostic {
  const { range } = diagnostic;
  return range === null
    ? diagnostic
    : { ...diagnostic, range: { ...range, file: join(directory, range.file) } };
}

/** A program that failed and gave no reason in its JSON has said it elsewhere. */
function orSilent(
  result: ProgramResult,
  step: StepName,
  diagnostics: readonly PlanDiagnostic[],
): readonly PlanDiagnostic[] {
  if (result.code === 0 || diagnostics.some(({ severity }) => severity === "error")) return diagnostics;
  const said = [result.stderr.trim(), result.stdout.trim()].find((text) => text !== "") ?? "it said nothing";
  const summary = `terraform ${step} ended with ${result.code ?? "a signal"}`;
  return [...diagnostics, error(step, summary, said.slice(-2000))];
}

function secondPlan(result: ProgramResult): readonly PlanDiagnostic[] {
  const { diagnostics, resources } = parseMessages(result.stdout, "second plan");
  if (result.code !== CHANGES_PRESENT) return orSilent(result, "second plan", diagnostics);
  const detail = resources.map(({ action, address }) => `${address}: ${action}`).join("\n");
  return [...diagnostics, error("second plan", "The plan is not empty after an apply", detail)];
}

async function writePlan(
  stack: SynthesizedStack,
  directory: string,
  context: PlanContext,
): Promise<string | null> {
  if (context.planDirectory === null) return null;
  const args = [`-chdir=${directory}`, "show", "-json", PLAN_FILE];
  const shown = await context.programs.run(context.terraform, args, context.env);
  if (shown.code !== 0) return null;
  await mkdir(context.planDirectory, { recursive: true });
  const file = join(context.planDirectory, `${stack.name}.plan.json`);
  await writeFile(file, `${JSON.stringify(maskPlan(JSON.parse(shown.stdout)), null, 2)}\n`);
  return file;
}

function error(step: StepName, summary: string, detail: string): PlanDiagnostic {
  return { address: null, detail, range: null, severity: "error", step, summary };
}

function secondsSince(start: number): number {
  return Math.round(performance.now() - start) / 1000;
}
