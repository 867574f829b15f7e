import { resolve } from "node:path";
import type { Command } from "commander";
import { type CliContext, EXIT, type GlobalOptions } from "../context.ts";

interface SynthOptions extends GlobalOptions {
  readonly out: string;
  readonly json?: true;
}

/** `crowsnest synth`: the Terraform stacks of every environment. */
export function registerSynth(program: Command, context: CliContext): void {
  program
    .command("synth")
    .summary("write the Terraform stacks")
    .description(
      "Writes the Terraform stacks of every environment, as `cdktf synth` does: `terraform` and `cdktf deploy` take them from there.",
    )
    .option("-o, --out <dir>", "Folder to write; Terraform's own files in it stay.", "cdktf.out")
    .option("--json", "Print the stacks and diagnostics as JSON.")
    .addHelpText("after", "\nExits with 1, and changes no file, when a diagnostic is an error.")
    .action(async (_options, command: Command) => {
      context.exitCode = await synth(context, command.optsWithGlobals<SynthOptions>());
    });
}

async function synth({ terminal }: CliContext, { config, out, json }: SynthOptions): Promise<number> {
  const [{ compileOrReport }, { synthesize }, { jsonReport, jsonText }, { bytes, table }, { count }] =
    await Promise.all([
      import("../compile-or-report.ts"),
      import("../../terraform/index.ts"),
      import("../report/json.ts"),
      import("../report/table.ts"),
      import("../report/text.ts"),
    ]);
  const ready = await compileOrReport(terminal, config, json === true);
  if (ready === undefined) {
    return EXIT.failed;
  }
  terminal.progress("Writing stacks…");
  const { refusal, stacks } = synthesize(ready.artifacts, resolve(terminal.cwd, out));
  const exit = refusal === null ? EXIT.ok : EXIT.failed;
  if (json) {
    terminal.result(jsonText({ ...jsonReport(ready.diagnostics, terminal.cwd), out, refusal, stacks }));
    return exit;
  }
  if (refusal !== null) {
    terminal.note(`Nothing was written: ${refusal}.\n`);
    return exit;
  }
  const rows = stacks.map((stack) => [stack.name, String(stack.resources), bytes(stack.bytes)]);
  terminal.result(table([["stack", "resources", "size"], ...rows], ["left", "right", "right"]));
  terminal.result(`\nWrote ${count(stacks.length, "stack")} to ${out}.\n`);
  return exit;
}
