import type { Command } from "commander";
import { type CliContext, EXIT, type GlobalOptions } from "../context.ts";
import type { AlertExplanation } from "../explain.ts";

interface ExplainOptions extends GlobalOptions {
  readonly environment?: string;
  readonly json?: true;
  readonly service?: string;
}

/** `crowsnest explain`: one alert from its definition to whoever hears of it. */
export function registerExplain(program: Command, context: CliContext): void {
  program
    .command("explain")
    .summary("show where an alert comes from and whom it reaches")
    .description(
      "Shows an alert from its definition to whoever hears of it: the rule, the routes, the receivers, what keeps it quiet, and the longest time from the fault to the message. Without an alert, lists every id.",
    )
    .argument("[alert]", "An alert's name or id, such as ErrorBudgetBurn/availability/page-fast.")
    .option("-s, --service <name>", "Only alerts of this service.")
    .option("-e, --environment <name>", "Only alerts in this environment.")
    .option("--json", "Print it as JSON.")
    .addHelpText("after", "\nExits with 1 when there is no such alert.")
    .action(async (alert: string | undefined, _options, command: Command) => {
      context.exitCode = await explain(context, alert, command.optsWithGlobals<ExplainOptions>());
    });
}

async function explain(
  { terminal }: CliContext,
  alert: string | undefined,
  options: ExplainOptions,
): Promise<number> {
  const [{ compileOrReport }, { explanations, explanationText }, { suggest }, { jsonReport, jsonText }] =
    await Promise.all([
      import("../compile-or-report.ts"),
      import("../explain.ts"),
      import("../../diagnostics/index.ts"),
      import("../report/json.ts"),
    ]);
  const ready = await compileOrReport(terminal, options.config, options.json === true);
  if (ready === undefined) {
    return EXIT.failed;
  }
  const all = explanations(ready).filter(
    ({ environment, service }) =>
      (options.environment ?? environment) === environment && (options.service ?? service) === service,
  );
  const asked = all.filter(({ id, name }) => alert === undefined || id === alert || name === alert);
  if (options.json) {
    terminal.result(jsonText({ ...jsonReport(ready.diagnostics, terminal.cwd), alerts: asked }));
  } else if (asked.length === 0 && alert === undefined) {
    terminal.note(`There is no alert${scopeText(options)}.\n`);
  } else if (alert === undefined) {
    terminal.result([...new Set(all.map(idText))].sort().join(""));
  } else if (asked.length === 0) {
    const known = [...new Set(all.flatMap(({ id, name }) => [id, name]))];
    terminal.note(`There is no alert "${alert}". ${suggest(alert, known)}\n`);
  } else {
    terminal.result(asked.map((each) => explanationText(each, terminal.cwd)).join("\n"));
  }
  return asked.length > 0 ? EXIT.ok : EXIT.failed;
}

function scopeText({ environment, service }: ExplainOptions): string {
  const of = service === undefined ? "" : ` of a service "${service}"`;
  return environment === undefined ? of : `${of} in an environment "${environment}"`;
}

function idText({ id, service }: AlertExplanation): string {
  return `${service}  ${id}\n`;
}
