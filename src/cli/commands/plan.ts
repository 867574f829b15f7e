import { relative, resolve } from "node:path";
import type { Command } from "commander";
import type { OfflinePlan, SourceRange } from "../../plan/index.ts";
import { type CliContext, EXIT, type GlobalOptions } from "../context.ts";

interface PlanOptions extends GlobalOptions {
  readonly offline?: true;
  readonly against?: string;
  readonly apply?: true;
  readonly stack?: readonly string[];
  readonly plans?: string;
  readonly json?: true;
}

/** `crowsnest plan --offline`: the real Terraform on every stack, with no provider, cluster or credential. */
export function registerPlan(program: Command, context: CliContext): void {
  program
    .command("plan")
    .summary("plan every stack with the real Terraform, offline")
    .description(
      "Runs the real Terraform (or OpenTofu) on every stack with no provider downloaded, no cluster and no credential: stand-ins in this process know each resource's arguments. Against a real cluster, run `terraform plan` on what `crowsnest synth` writes.",
    )
    .option("--offline", "Plan with stand-ins for the providers; the only way so far.")
    .option("--apply", "Apply to the stand-ins too, and show that a second plan is empty.")
    .option(
      "--against <dir>",
      "Plan what changes since an earlier `crowsnest synth` wrote this folder, instead of a first run.",
    )
    .option("--stack <name...>", "Plan only these stacks.")
    .option("--plans <dir>", "Folder to write each stack's plan to, as JSON without sensitive values.")
    .option("--json", "Print the plans and diagnostics as JSON.")
    .addHelpText("after", "\nExits with 1 when a stack cannot be planned.")
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<PlanOptions>();
      if (options.offline !== true) {
        command.error("error: say --offline; for a real plan run terraform on what `crowsnest synth` writes");
      }
      context.exitCode = await plan(context, options);
    });
}

async function plan({ terminal }: CliContext, options: PlanOptions): Promise<number> {
  const [
    { compileOrReport },
    { synthesize },
    { findTerraform, offlinePlan },
    { jsonReport, jsonText },
    { planReport },
    { withTemporaryFolder },
  ] = await Promise.all([
    import("../compile-or-report.ts"),
    import("../../terraform/index.ts"),
    import("../../plan/index.ts"),
    import("../report/json.ts"),
    import("../report/plan.ts"),
    import("../temporary-folder.ts"),
  ]);
  const json = options.json === true;
  const ready = await compileOrReport(terminal, options.config, json);
  if (ready === undefined) {
    return EXIT.failed;
  }
  const found = findTerraform();
  const result = found.found
    ? await withTemporaryFolder(async (synthDir) => {
        synthesize(ready.artifacts, synthDir);
        const wanted = options.stack;
        const made = await offlinePlan({
          apply: options.apply === true,
          ...(options.against !== undefined && { baselineDir: resolve(terminal.cwd, options.against) }),
          onProgress: ({ stack, step }) => terminal.progress(`${stack}: ${step}…`),
          ...(options.plans !== undefined && { planDirectory: resolve(terminal.cwd, options.plans) }),
          ...(wanted !== undefined && { stacks: wanted }),
          synthDir,
          terraform: found.path,
        });
        return inSynthesis(synthDir, made);
      })
    : ({ hint: found.hint, kind: "nothing", ok: false, reason: found.reason } as const);
  if (json) {
    terminal.result(jsonText({ ...jsonReport(ready.diagnostics, terminal.cwd), plan: result }));
  } else if (result.kind === "nothing") {
    terminal.note(planReport(result, terminal.noteColors));
  } else {
    terminal.result(planReport(result, terminal.colors));
  }
  return result.ok ? EXIT.ok : EXIT.failed;
}

/** The stacks were in a folder that is gone by now: files are named as `crowsnest synth` writes them. */
function inSynthesis(synthDir: string, plan: OfflinePlan): OfflinePlan {
  if (plan.kind === "nothing") {
    return plan;
  }
  // A file of the folder that the plan is against is still there.
  const name = (file: string) => (file.startsWith(synthDir) ? relative(synthDir, file) : file);
  const named = (range: SourceRange | null) => range && { ...range, file: name(range.file) };
  return {
    ...plan,
    stacks: plan.stacks.map((stack) => ({
      ...stack,
      diagnostics: stack.diagnostics.map((entry) => ({ ...entry, range: named(entry.range) })),
    })),
  };
}
