import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { type CliContext, EXIT, type GlobalOptions } from "../context.ts";
import { todayOption } from "../today.ts";

const FORMATS = ["pretty", "json", "github", "sarif"] as const;

interface CheckOptions extends GlobalOptions {
  readonly format: (typeof FORMATS)[number];
  readonly json?: true;
  readonly today?: string;
}

/** `crowsnest check`: every mistake at once, for people or for programs. */
export function registerCheck(program: Command, context: CliContext): void {
  program
    .command("check")
    .summary("find every mistake in the workspace")
    .description("Finds every mistake in the workspace and says where it is and how to mend it.")
    .addOption(
      new Option("--format <format>", "How to print what was found.").choices(FORMATS).default("pretty"),
    )
    .addOption(new Option("--json", "The same as --format json.").conflicts("format"))
    .addOption(todayOption())
    .addHelpText("after", "\nExits with 1 when a diagnostic is an error.")
    .action(async (_options, command: Command) => {
      context.exitCode = await check(context, command.optsWithGlobals<CheckOptions>());
    });
}

async function check(context: CliContext, options: CheckOptions): Promise<number> {
  const { terminal } = context;
  const { today = context.today } = options;
  const [{ checkConfig }, { hasErrors }] = await Promise.all([
    import("../pipeline.ts"),
    import("../../diagnostics/index.ts"),
  ]);
  terminal.progress("Checking the workspace…");
  const { file, diagnostics } = await checkConfig(resolve(terminal.cwd, options.config), today);
  const { cwd, colors } = terminal;
  // Annotations and logs name files as the repository does, wherever in it the command runs.
  const root = process.env.GITHUB_WORKSPACE ?? cwd;
  switch (options.json ? "json" : options.format) {
    case "json": {
      const { jsonReport, jsonText } = await import("../report/json.ts");
      terminal.result(jsonText(jsonReport(diagnostics, cwd)));
      break;
    }
    case "github": {
      const { githubReport } = await import("../report/github.ts");
      terminal.result(githubReport(diagnostics, root));
      break;
    }
    case "sarif": {
      const [{ jsonText }, { sarifReport }, { packageVersion }] = await Promise.all([
        import("../report/json.ts"),
        import("../report/sarif.ts"),
        import("../version.ts"),
      ]);
      terminal.result(jsonText(sarifReport(diagnostics, root, file, packageVersion())));
      break;
    }
    case "pretty": {
      const [{ prettyReport }, { shownPath }] = await Promise.all([
        import("../report/pretty.ts"),
        import("../report/places.ts"),
      ]);
      terminal.result(
        diagnostics.length === 0
          ? `${colors.green("No mistakes")} in ${shownPath(file, cwd)}.\n`
          : prettyReport(diagnostics, cwd, colors),
      );
    }
  }
  return hasErrors(diagnostics) ? EXIT.failed : EXIT.ok;
}
