import { resolve } from "node:path";
import type { Command } from "commander";
import { type CliContext, EXIT, type GlobalOptions } from "../context.ts";

interface BuildOptions extends GlobalOptions {
  readonly out: string;
  readonly json?: true;
}

/** `crowsnest build`: every artifact as a file of the system that reads it. */
export function registerBuild(program: Command, context: CliContext): void {
  program
    .command("build")
    .summary("write every artifact as a file")
    .description(
      "Writes every artifact as a file in the format of the system that reads it: rule files, the Alertmanager configuration, dashboards, chart values.",
    )
    .option("-o, --out <dir>", "Folder to write; whatever an earlier build left there goes.", "out")
    .option("--json", "Print the files and diagnostics as JSON.")
    .addHelpText("after", "\nExits with 1, and changes no file, when a diagnostic is an error.")
    .action(async (_options, command: Command) => {
      context.exitCode = await build(context, command.optsWithGlobals<BuildOptions>());
    });
}

async function build({ terminal }: CliContext, { config, out, json }: BuildOptions): Promise<number> {
  const [
    { compileOrReport },
    { coverageFiles },
    { artifactFiles, ruleTestFiles, writeTree },
    { environmentRuleTests },
    { jsonReport, jsonText },
    { count },
  ] = await Promise.all([
    import("../compile-or-report.ts"),
    import("../coverage/files.ts"),
    import("../../files/index.ts"),
    import("../rule-tests.ts"),
    import("../report/json.ts"),
    import("../report/text.ts"),
  ]);
  const ready = await compileOrReport(terminal, config, json === true);
  if (ready === undefined) {
    return EXIT.failed;
  }
  terminal.progress("Writing files…");
  const tests = environmentRuleTests(ready).flatMap(({ artifacts, tests }) =>
    ruleTestFiles(artifacts, tests),
  );
  const files = [...artifactFiles(ready.artifacts), ...coverageFiles(ready.artifacts), ...tests].sort(
    (a, b) => (a.path < b.path ? -1 : 1),
  );
  const written = writeTree(resolve(terminal.cwd, out), files);
  if (json) {
    terminal.result(
      jsonText({
        ...jsonReport(ready.diagnostics, terminal.cwd),
        files: written.written ? files.map(({ path }) => path) : [],
        out,
        refusal: written.written ? null : written.reason,
      }),
    );
  } else if (written.written) {
    terminal.result(`Wrote ${count(files.length, "file")} to ${out}.\n`);
  } else {
    terminal.note(`Nothing was written: ${written.reason}.\n`);
  }
  return written.written ? EXIT.ok : EXIT.failed;
}
