import type { Command, Option } from "commander";
import { EXIT } from "../../src/cli/context.ts";
import { createProgram } from "../../src/cli/program.ts";
import { processTerminal } from "../../src/cli/terminal.ts";
import { fenced, table } from "./markdown.ts";

/** Folders that `crowsnest build` writes for each environment, and what reads the files. */
export const BUILT_FOLDERS: readonly (readonly [folder: string, what: string])[] = [
  ["alertmanager", "Alertmanager: its configuration, and templates of messages"],
  ["collector", "OpenTelemetry Collector: the configuration of its release"],
  ["collector/hosts", "OpenTelemetry Collector: one for each service whose lines are on machines outside"],
  ["elasticsearch", "Elasticsearch: component and index templates, ingest pipelines, life cycles"],
  ["grafana/dashboards", "Grafana: dashboards by team"],
  ["kibana", "Kibana: saved objects of each team, to be imported"],
  ["kubernetes", "Kubernetes: namespaces, network policies and what the operator of Prometheus reads"],
  ["loki/rules", "Loki's ruler: rules by tenant"],
  ["platform/values", "Helm: values of each chart"],
  ["prometheus/rules", "Prometheus and promtool: rules"],
  ["prometheus/tests", "promtool: tests of the rules of SLOs"],
  ["sentry", "nothing; projects and alerts of each team, to be read"],
];

/** The page of all commands with their options, as the program itself declares them. */
export async function cliPage(): Promise<string> {
  const program = createProgram({ terminal: processTerminal(), exitCode: EXIT.ok, today: "" });
  return `<!-- Made by \`npm run docs\` from src/cli. -->

# The command line

The workspace is the \`crowsnest.config.ts\` of the current folder, or what \`--config\` names. Results go to standard
output, everything else to standard error. There are colours on a terminal only, and none when \`NO_COLOR\` is set.
A command that finds an error changes no file.

${table(
  ["exit code", "meaning"],
  [
    [String(EXIT.ok), "done"],
    [String(EXIT.failed), "a diagnostic is an error, or what was asked could not be done"],
    [String(EXIT.usage), "an unknown command or option, or a wrong argument"],
    [
      String(EXIT.internal),
      "a mistake in Crowsnest itself; run it again with `CROWSNEST_DEBUG=1` to see where",
    ],
  ],
)}

With \`--json\` a command prints one JSON object and nothing else on standard output, whether there are mistakes or
not. It has \`diagnostics\` (code, severity, path, message, hint, and the source's file, line and column or null) and a
\`summary\` of their number; paths of files are relative to the current folder. Commands add what they made:

${table(
  ["command", "adds"],
  [
    ["`build`", "`out`; `files`, as paths below it; `refusal`, why nothing was written, or null"],
    [
      "`synth`",
      "`out`; `stacks`, each with its name, path, environment, team, resources and dependencies; `refusal`",
    ],
    ["`plan`", "`plan`, with the steps, changes and findings of every stack"],
    [
      "`coverage`",
      "`environments`, each with its policy and its services by pillar; `gaps` in what is required; `waivers` with their state; `score`; `delivery`, how soon each alert reaches somebody",
    ],
    [
      "`test`",
      "`results`, one for each file of tests; `untested`, what no test shows and why; `refusal`, why nothing was tested, or null",
    ],
    [
      "`preview`",
      "`out`; `index`, the page to open; `pages`, how many; `refusal`, why there are none, or null",
    ],
  ],
)}

\`catalog diff\` prints \`catalog\`, \`target\`, \`declared\` and \`exposed\`, how many metrics there are, \`drift\`,
each with its metric, what it is and both sides, \`drifted\`, how many of them count, and \`refusal\`, why nothing was
compared, or null.

\`logs check\` prints \`file\`, \`service\` and what it found in the lines, without diagnostics when the workspace has none.

\`build\` writes for each environment, where there is something to write:

${table(
  ["folder", "who reads it, and what it is"],
  BUILT_FOLDERS.map(([folder, what]) => [`\`${folder}\``, what]),
)}

Options of every command:

${[options(program, program.options), ...runnable(program).map(commandSection)].join("\n\n")}
`;
}

/** The commands that do something: those without commands of their own. */
function runnable(command: Command): readonly Command[] {
  return command.commands.flatMap((inner) => (inner.commands.length === 0 ? [inner] : runnable(inner)));
}

/** A command's name with those of the commands that it belongs to. */
function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`;
}

function commandSection(command: Command): string {
  const help = command.createHelp();
  const rows = help
    .visibleArguments(command)
    .map((argument) => [`\`${help.argumentTerm(argument)}\``, help.argumentDescription(argument)]);
  return [
    `## ${fullName(command)}`,
    command.description(),
    fenced(help.commandUsage(command), "console"),
    ...(rows.length === 0 ? [] : [table(["argument", "meaning"], rows)]),
    ...(command.options.length === 0 ? [] : [options(command, command.options)]),
  ].join("\n\n");
}

function options(command: Command, shown: readonly Option[]): string {
  const help = command.createHelp();
  return table(
    ["option", "meaning"],
    shown.map((option) => [`\`${help.optionTerm(option)}\``, help.optionDescription(option)]),
  );
}
