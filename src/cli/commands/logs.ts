import type { Command } from "commander";
import type { ResolvedLogs, ResolvedService, Workspace } from "../../workspace/index.ts";
import { type CliContext, EXIT, type GlobalOptions } from "../context.ts";
import type { LogReport } from "../logs/check-file.ts";

interface LogsOptions extends GlobalOptions {
  readonly service: string;
  readonly json?: true;
}

type LoggingService = ResolvedService & { readonly logs: ResolvedLogs };

/** `crowsnest logs`: what a service's lines are held against. */
export function registerLogs(program: Command, context: CliContext): void {
  const logs = program
    .command("logs")
    .summary("hold lines against a service's log contract")
    .description("Holds lines against a service's log contract, and prints the contract as a JSON Schema.")
    .helpCommand(false);
  logs
    .command("check")
    .summary("tell which lines of a file break a service's contract")
    .description(
      "Reads lines as the collector would and tells which of them break a service's log contract, and how. Lines are named by number and never printed: they may hold what nobody should see.",
    )
    .argument("<file>", "File to read, one line after the other; - for standard input.")
    .requiredOption("--service <name>", "Service whose contract it is.")
    .option("--json", "Print the report as JSON.")
    .addHelpText("after", "\nExits with 1 when a line breaks the contract.")
    .action(async (file: string, _options, command: Command) => {
      context.exitCode = await check(context, file, command.optsWithGlobals<LogsOptions>());
    });
  logs
    .command("schema")
    .summary("print a service's contract as a JSON Schema")
    .description("Prints what a line of a service must hold as a JSON Schema, for tests of its logger.")
    .requiredOption("--service <name>", "Service whose contract it is.")
    .action(async (_options, command: Command) => {
      context.exitCode = await schema(context, command.optsWithGlobals<LogsOptions>());
    });
}

async function check(context: CliContext, file: string, options: LogsOptions): Promise<number> {
  const { terminal } = context;
  const service = await findService(context, options, options.json === true);
  if (service === undefined) {
    return EXIT.failed;
  }
  const [{ resolve }, { lineContract }, { checkFile }, { jsonText }] = await Promise.all([
    import("node:path"),
    import("../../compile/logs/contract/index.ts"),
    import("../logs/check-file.ts"),
    import("../report/json.ts"),
  ]);
  let report: LogReport;
  try {
    report = await checkFile(lineContract(service.logs), file === "-" ? file : resolve(terminal.cwd, file));
  } catch (error) {
    const refusal = `Cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`;
    return refuse(terminal, refusal, options.json === true);
  }
  terminal.result(
    options.json
      ? jsonText({ file, service: service.name, refusal: null, ...report })
      : pretty(file, service.name, report),
  );
  return report.broken === 0 ? EXIT.ok : EXIT.failed;
}

async function schema(context: CliContext, options: LogsOptions): Promise<number> {
  const service = await findService(context, options, false);
  if (service === undefined) {
    return EXIT.failed;
  }
  const [{ lineContract, lineSchema }, { jsonText }] = await Promise.all([
    import("../../compile/logs/contract/index.ts"),
    import("../report/json.ts"),
  ]);
  context.terminal.result(jsonText(lineSchema(lineContract(service.logs), `A log line of ${service.name}`)));
  return EXIT.ok;
}

/** The service by its name; when there is none, or it declares no logs, that is said. */
async function findService(
  { terminal }: CliContext,
  { config, service: name }: LogsOptions,
  json: boolean,
): Promise<LoggingService | undefined> {
  const [{ compileOrReport }, { suggest }] = await Promise.all([
    import("../compile-or-report.ts"),
    import("../../diagnostics/index.ts"),
  ]);
  const ready = await compileOrReport(terminal, config, json);
  if (ready === undefined) {
    return undefined;
  }
  const services = loggingServices(ready.workspace);
  const found = services.find((service) => service.name === name);
  if (found === undefined) {
    const names = new Set(services.map((service) => service.name));
    await refuse(terminal, `No service "${name}" declares logs. ${suggest(name, names)}`, json);
  }
  return found;
}

async function refuse(terminal: CliContext["terminal"], refusal: string, json: boolean): Promise<number> {
  if (json) {
    const { jsonText } = await import("../report/json.ts");
    terminal.result(jsonText({ refusal }));
  } else {
    terminal.note(`${refusal}\n`);
  }
  return EXIT.failed;
}

function loggingServices({ environments }: Workspace): readonly LoggingService[] {
  return environments
    .flatMap(({ teams }) => teams.flatMap(({ services }) => services))
    .filter((service): service is LoggingService => service.logs !== undefined);
}

function pretty(file: string, service: string, report: LogReport): string {
  const { broken, breaks, first, lines, secrets } = report;
  const shown = first.map(({ line, breaks: how }) => `${file}:${line}  ${how.join(", ")}\n`).join("");
  const more = broken > first.length ? `… and ${broken - first.length} more\n` : "";
  const counts = Object.entries(breaks).map(([how, count]) => `  ${how}: ${count}\n`);
  const leaks =
    secrets === 0
      ? ""
      : `${secrets} ${secrets === 1 ? "line holds" : "lines hold"} what the collector takes out.\n`;
  return broken === 0
    ? `${some(lines, "keeps", "keep")} the contract of ${service}.\n${leaks}`
    : `${shown}${more}\n${broken} of ${some(lines, "breaks", "break")} the contract of ${service}:\n${counts.join("")}${leaks}`;
}

function some(count: number, verbOfOne: string, verb: string): string {
  return count === 1 ? `1 line ${verbOfOne}` : `${count} lines ${verb}`;
}
