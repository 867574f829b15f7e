import { type Command, Option } from "commander";
import type { Coverage, Pillar } from "../../coverage/index.ts";
import { type CliContext, EXIT, type GlobalOptions } from "../context.ts";

// The same as PILLARS of src/coverage, which the help need not load; a test compares them.
const PILLARS: readonly Pillar[] = [
  "metrics",
  "slo",
  "page",
  "route",
  "dashboard",
  "logs",
  "errors",
  "runbook",
];

interface CoverageOptions extends GlobalOptions {
  readonly require?: readonly Pillar[];
  readonly json?: true;
}

/** What a service lacks although it is required. */
interface Gap {
  readonly environment: string;
  readonly note: string;
  readonly pillar: Pillar;
  readonly service: string;
}

/** `crowsnest coverage`: what of each service is watched. */
export function registerCoverage(program: Command, context: CliContext): void {
  program
    .command("coverage")
    .summary("show what of each service is watched")
    .description(
      "Shows for each service which pillars cover it, as proved on the artifacts: a route counts when Alertmanager's own tree brings every alert to somebody.",
    )
    .addOption(new Option("--require <pillars...>", "Pillars that every service must have.").choices(PILLARS))
    .option("--json", "Print coverage, gaps and diagnostics as JSON.")
    .addHelpText("after", "\nExits with 1 when a service lacks a pillar that is required.")
    .action(async (_options, command: Command) => {
      context.exitCode = await show(context, command.optsWithGlobals<CoverageOptions>());
    });
}

async function show({ terminal }: CliContext, options: CoverageOptions): Promise<number> {
  const [{ compileOrReport }, { deliveryBounds, paged }, { coverage }, { jsonReport, jsonText }, { table }] =
    await Promise.all([
      import("../compile-or-report.ts"),
      import("../delivery-bounds.ts"),
      import("../../coverage/index.ts"),
      import("../report/json.ts"),
      import("../report/table.ts"),
    ]);
  const ready = await compileOrReport(terminal, options.config, options.json === true);
  if (ready === undefined) {
    return EXIT.failed;
  }
  const environments = ready.artifacts.environments.map((artifacts) => ({
    environment: artifacts.environment,
    services: coverage(artifacts),
  }));
  const delivery = deliveryBounds(ready);
  const gaps = environments.flatMap(({ environment, services }) =>
    services.flatMap((service) => gapsOf(environment, service, options.require ?? [])),
  );
  if (options.json) {
    terminal.result(
      jsonText({ ...jsonReport(ready.diagnostics, terminal.cwd), delivery, environments, gaps }),
    );
  } else {
    for (const { environment, services } of environments) {
      const rows = services.map(({ service, pillars }) => [
        service,
        ...PILLARS.map((pillar) => (pillars[pillar].covered ? "yes" : "-")),
        paged(delivery, environment, service),
      ]);
      terminal.result(
        `${table(
          [[environment, ...PILLARS, "paged in"], ...rows],
          [environment, ...PILLARS, "paged in"].map(() => "left"),
        )}\n`,
      );
    }
    terminal.result(gaps.length === 0 ? "" : `${gaps.map(gapText).join("")}\n`);
    terminal.result(`${summary(options.require ?? [], gaps)}\n`);
  }
  return gaps.length === 0 ? EXIT.ok : EXIT.failed;
}

function gapsOf(environment: string, { service, pillars }: Coverage, required: readonly Pillar[]): Gap[] {
  return required
    .filter((pillar) => !pillars[pillar].covered)
    .map((pillar) => ({ environment, note: pillars[pillar].note, pillar, service }));
}

function gapText({ environment, note, pillar, service }: Gap): string {
  return `${service} in ${environment} lacks ${pillar}: ${note}\n`;
}

function summary(required: readonly Pillar[], gaps: readonly Gap[]): string {
  if (required.length === 0) {
    return "Nothing is required; --require slo page route makes it so.";
  }
  const what = required.join(", ");
  return gaps.length === 0
    ? `Every service has ${what}.`
    : `Required of every service: ${what}. Missing: ${gaps.length}.`;
}
