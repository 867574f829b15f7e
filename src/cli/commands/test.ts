import type { Command } from "commander";
import { type CliContext, EXIT, type GlobalOptions } from "../context.ts";
import type { RuleTestResult } from "../rule-tests.ts";

interface TestOptions extends GlobalOptions {
  readonly json?: true;
}

/** The tools that tests run on, by the variable that may name each. */
const TOOLS = {
  promtool: { variable: "CROWSNEST_PROMTOOL", from: "a Prometheus release (https://prometheus.io/download)" },
  amtool: { variable: "CROWSNEST_AMTOOL", from: "an Alertmanager release (https://prometheus.io/download)" },
} as const;

/** `crowsnest test`: the tests that are made with the rules, on the real tools. */
export function registerTest(program: Command, context: CliContext): void {
  program
    .command("test")
    .summary("run the tests that are made with the rules")
    .description(
      "Runs promtool on the rules of every SLO: each tier fires just above its threshold, is silent just below and recovers; idle services, errors born late, single errors and missing targets do what they should. Runs amtool on the routes: every alert, and every severity of every team, reaches the receivers that it should.",
    )
    .option("--json", "Print results and diagnostics as JSON.")
    .addHelpText(
      "after",
      `\nNeeds promtool and amtool on PATH, or their paths in ${TOOLS.promtool.variable} and ${TOOLS.amtool.variable}. Exits with 1 when a test fails or none could run.`,
    )
    .action(async (_options, command: Command) => {
      context.exitCode = await test(context, command.optsWithGlobals<TestOptions>());
    });
}

async function test({ terminal }: CliContext, { config, json }: TestOptions): Promise<number> {
  const [
    { compileOrReport },
    { environmentRuleTests, runRuleTests },
    { routingTests, runRoutingTests },
    { findProgram },
    { jsonReport, jsonText },
    { count },
  ] = await Promise.all([
    import("../compile-or-report.ts"),
    import("../rule-tests.ts"),
    import("../routing-tests.ts"),
    import("../run-program.ts"),
    import("../report/json.ts"),
    import("../report/text.ts"),
  ]);
  const ready = await compileOrReport(terminal, config, json === true);
  if (ready === undefined) {
    return EXIT.failed;
  }
  const [promtool, amtool] = [find("promtool"), find("amtool")];
  if (promtool === undefined || amtool === undefined) {
    const refusal = `${refusalOf("promtool", promtool)}${refusalOf("amtool", amtool)}`.trim();
    if (json) {
      const nothing = { refusal, results: [], routes: [], untested: [] };
      terminal.result(jsonText({ ...jsonReport(ready.diagnostics, terminal.cwd), ...nothing }));
    } else {
      terminal.note(`Nothing was tested. ${refusal}\n`);
    }
    return EXIT.failed;
  }
  terminal.progress("Testing the rules…");
  const ruleTests = environmentRuleTests(ready);
  const results = await runRuleTests(promtool, ruleTests);
  const untested = ruleTests.flatMap(({ artifacts: { environment }, untested: all }) =>
    all.map((one) => ({ ...one, environment })),
  );
  terminal.progress("Testing the routes…");
  const routes = await runRoutingTests(amtool, routingTests(ready));
  const failed = results.filter(({ passed }) => !passed);
  const astray = routes.filter(({ passed }) => !passed);
  if (json) {
    terminal.result(
      jsonText({ ...jsonReport(ready.diagnostics, terminal.cwd), refusal: null, results, routes, untested }),
    );
  } else {
    for (const result of [...failed, ...astray.map((route) => ({ ...route, name: "routes" }))]) {
      terminal.result(`${title(result)}\n${result.output}\n\n`);
    }
    const tests = results.reduce((sum, result) => sum + result.tests, 0);
    const outcome = failed.length === 0 ? "all passed" : `${count(failed.length, "SLO")} failed`;
    terminal.result(`${count(tests, "test")} of ${count(results.length, "SLO")}: ${outcome}.\n`);
    for (const slo of untested) {
      const what = slo.alert === null ? title(slo) : `${title(slo)}, the alert ${slo.alert},`;
      terminal.result(`${what} has no tests: ${slo.reason}.\n`);
    }
    const routed = routes.reduce((sum, route) => sum + route.tests, 0);
    const arrived =
      astray.length === 0 ? "all passed" : `those of ${count(astray.length, "environment")} failed`;
    terminal.result(`${count(routed, "test")} of the routes: ${arrived}.\n`);
  }
  return failed.length + astray.length === 0 ? EXIT.ok : EXIT.failed;

  function find(name: keyof typeof TOOLS): string | undefined {
    return findProgram(name, TOOLS[name].variable);
  }
}

/** How a tool that is not there can be had; nothing for one that is. */
function refusalOf(name: keyof typeof TOOLS, path: string | undefined): string {
  const { from, variable } = TOOLS[name];
  return path !== undefined
    ? ""
    : `There is no ${name}. Take it from ${from} and put it on PATH, or set ${variable} to its path. `;
}

function title({ environment, name }: Pick<RuleTestResult, "environment" | "name">): string {
  return `${environment}: ${name}`;
}
