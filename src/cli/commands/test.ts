import type { Command } from "commander";
import { type CliContext, EXIT, type GlobalOptions } from "../context.ts";
import type { RuleTestResult } from "../rule-tests.ts";

interface TestOptions extends GlobalOptions {
  readonly json?: true;
}

const VARIABLE = "CROWSNEST_PROMTOOL";
const HINT = `Take promtool from a Prometheus release (https://prometheus.io/download) and put it on PATH, or set ${VARIABLE} to its path.`;

/** `crowsnest test`: the tests that are made with the rules, on the real tools. */
export function registerTest(program: Command, context: CliContext): void {
  program
    .command("test")
    .summary("run the tests that are made with the rules")
    .description(
      "Runs promtool on the rules of every SLO: each tier fires just above its threshold, is silent just below and recovers; idle services, errors born late, single errors and missing targets do what they should.",
    )
    .option("--json", "Print results and diagnostics as JSON.")
    .addHelpText(
      "after",
      `\nNeeds promtool on PATH, or its path in ${VARIABLE}. Exits with 1 when a test fails or none could run.`,
    )
    .action(async (_options, command: Command) => {
      context.exitCode = await test(context, command.optsWithGlobals<TestOptions>());
    });
}

async function test({ terminal }: CliContext, { config, json }: TestOptions): Promise<number> {
  const [
    { compileOrReport },
    { environmentRuleTests, runRuleTests },
    { findProgram },
    { jsonReport, jsonText },
    { count },
  ] = await Promise.all([
    import("../compile-or-report.ts"),
    import("../rule-tests.ts"),
    import("../run-program.ts"),
    import("../report/json.ts"),
    import("../report/text.ts"),
  ]);
  const ready = await compileOrReport(terminal, config, json === true);
  if (ready === undefined) {
    return EXIT.failed;
  }
  const promtool = findProgram("promtool", VARIABLE);
  if (promtool === undefined) {
    const refusal = `there is no promtool. ${HINT}`;
    if (json) {
      terminal.result(jsonText({ ...jsonReport(ready.diagnostics, terminal.cwd), refusal, results: [] }));
    } else {
      terminal.note(`Nothing was tested: ${refusal}\n`);
    }
    return EXIT.failed;
  }
  terminal.progress("Testing the rules…");
  const results = await runRuleTests(promtool, environmentRuleTests(ready));
  const failed = results.filter(({ passed }) => !passed);
  if (json) {
    terminal.result(jsonText({ ...jsonReport(ready.diagnostics, terminal.cwd), refusal: null, results }));
  } else {
    for (const result of failed) {
      terminal.result(`${title(result)}\n${result.output}\n\n`);
    }
    const tests = results.reduce((sum, result) => sum + result.tests, 0);
    const outcome = failed.length === 0 ? "all passed" : `${count(failed.length, "SLO")} failed`;
    terminal.result(`${count(tests, "test")} of ${count(results.length, "SLO")}: ${outcome}.\n`);
  }
  return failed.length === 0 ? EXIT.ok : EXIT.failed;
}

function title({ environment, name }: RuleTestResult): string {
  return `${environment}: ${name}`;
}
