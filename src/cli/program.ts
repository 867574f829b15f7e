import { Command } from "commander";
import { registerBuild } from "./commands/build.ts";
import { registerCatalog } from "./commands/catalog.ts";
import { registerCheck } from "./commands/check.ts";
import { registerCoverage } from "./commands/coverage.ts";
import { registerExplain } from "./commands/explain.ts";
import { registerInit } from "./commands/init.ts";
import { registerLogs } from "./commands/logs.ts";
import { registerPlan } from "./commands/plan.ts";
import { registerPreview } from "./commands/preview.ts";
import { registerSynth } from "./commands/synth.ts";
import { registerTest } from "./commands/test.ts";
import type { CliContext } from "./context.ts";
import { packageVersion } from "./version.ts";

/** The command line: every command with its options. What a command needs is only loaded when it runs. */
export function createProgram(context: CliContext): Command {
  const { terminal } = context;
  const program = new Command("crowsnest")
    .description("Teams, services and SLOs in TypeScript become an observability stack in Terraform.")
    .version(packageVersion(), "-V, --version", "Print the version.")
    .helpOption("-h, --help", "Print this help.")
    .helpCommand(false)
    .option("-c, --config <path>", "The workspace's file, or the folder of its crowsnest.config.ts.", ".")
    .configureHelp({ showGlobalOptions: true, helpWidth: 80 })
    .configureOutput({ writeOut: terminal.result, writeErr: terminal.note })
    .showHelpAfterError("Run it with --help to see what it takes.")
    .exitOverride();
  registerInit(program, context);
  registerCheck(program, context);
  registerBuild(program, context);
  registerTest(program, context);
  registerSynth(program, context);
  registerPlan(program, context);
  registerCoverage(program, context);
  registerExplain(program, context);
  registerPreview(program, context);
  registerLogs(program, context);
  registerCatalog(program, context);
  return program;
}
