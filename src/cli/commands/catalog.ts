import { basename, resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import type { Declared } from "../catalog/declared.ts";
import type { Target, TargetOptions } from "../catalog/target.ts";
import { type CliContext, EXIT, type GlobalOptions } from "../context.ts";

const TIMEOUT_SECONDS = 30;

interface ImportOptions extends GlobalOptions, TargetOptions {
  readonly force?: true;
  readonly name?: string;
  readonly out?: string;
  readonly values?: readonly string[];
}

interface DiffOptions extends GlobalOptions, TargetOptions {
  readonly allowNew?: true;
  readonly json?: true;
  readonly strict?: true;
}

/** `crowsnest catalog`: catalogs from what really runs, and beside it. */
export function registerCatalog(program: Command, context: CliContext): void {
  const catalog = program
    .command("catalog")
    .summary("write a catalog from a target, or compare one with it")
    .description("Writes a metric catalog from what a target exposes, and tells what has drifted from one.")
    .helpCommand(false);
  const importing = catalog
    .command("import")
    .summary("write the catalog of what a target exposes")
    .description(
      "Writes what a page of metrics or a Prometheus tells as a typed catalog in TypeScript. Labels that the scrape sets are left to it; values of labels are only written for the labels that are named.",
    )
    .argument("[page]", "Page of metrics: an address, a file, or - for standard input.");
  targetOptions(importing)
    .option("-o, --out <file>", "File to write; otherwise the catalog is printed.")
    .option("--force", "Replace the file when it is there.")
    .option("--name <name>", "Name of the catalog. Default: from the file's.", catalogName)
    .option("--values <labels>", "Labels whose values are declared where they are few: a,b.", labelNames)
    .addHelpText("after", "\nExits with 1, and changes no file, when the target cannot be read.")
    .action(async (page: string | undefined, _options, command: Command) => {
      context.exitCode = await importCatalog(context, page, command);
    });
  const comparing = catalog
    .command("diff")
    .summary("tell what of a catalog a target exposes otherwise")
    .description(
      "Compares a declared catalog with what a page of metrics or a Prometheus tells: metrics that are missing or new, and other types, labels, buckets, units and values. Metrics with labels that are not there may come with their first event: they are told, and are no drift.",
    )
    .argument(
      "<catalog>",
      "A ready catalog's name, a file that exports one, or a service of the workspace; service:NAME where both have the name.",
    )
    .argument("[page]", "Page of metrics: an address, a file, or - for standard input.");
  targetOptions(comparing)
    .option("--allow-new", "Metrics that are not declared are no drift.")
    .option("--strict", "Metrics that are not seen yet are drift.")
    .option("--json", "Print the differences as JSON.")
    .addHelpText("after", "\nExits with 1 when something drifted.")
    .action(async (name: string, page: string | undefined, _options, command: Command) => {
      context.exitCode = await diff(context, name, page, command);
    });
}

function targetOptions(command: Command): Command {
  return command
    .option("--prometheus <url>", "Ask this Prometheus instead of reading a page.")
    .option("--match <selector>", `Only these series of the Prometheus, such as '{job="checkout"}'.`)
    .option("--header-env <variable>", "Environment variable with a header to send: Authorization: …")
    .option("--timeout <seconds>", "Longest time that an answer may take.", seconds, TIMEOUT_SECONDS);
}

async function importCatalog(
  { terminal }: CliContext,
  page: string | undefined,
  command: Command,
): Promise<number> {
  const options = command.optsWithGlobals<ImportOptions>();
  const [{ targetOf }, { catalogFile, declarableMetrics }, { notesText }, { count }] = await Promise.all([
    import("../catalog/target.ts"),
    import("../../live/index.ts"),
    import("../catalog/report.ts"),
    import("../report/text.ts"),
  ]);
  const target = usable(targetOf(page, options, terminal.cwd), command);
  const labels = new Set(options.values);
  terminal.progress("Reading metrics…");
  const { exposition, problems } = await target.read((_metric, label) => labels.has(label));
  if (exposition === undefined) {
    terminal.note(await problemsText(problems));
    return EXIT.failed;
  }
  const { metrics, notes, text } = catalogFile(declarableMetrics(exposition), {
    name: options.name ?? nameOf(options.out),
    source: target.source,
    values: labels,
  });
  if (metrics === 0) {
    terminal.note(`${notesText(notes)}Nothing was written: no metric there can be declared.\n`);
    return EXIT.failed;
  }
  if (options.out === undefined) {
    terminal.result(text);
    terminal.note(notesText(notes));
    return EXIT.ok;
  }
  const { writeFileWhole } = await import("../../files/index.ts");
  const written = writeFileWhole(resolve(terminal.cwd, options.out), text, () =>
    options.force ? undefined : "is there already; --force replaces it",
  );
  if (!written.written) {
    terminal.note(`Nothing was written: ${written.reason}.\n`);
    return EXIT.failed;
  }
  terminal.result(`wrote ${options.out}: ${count(metrics, "metric")}\n`);
  terminal.note(notesText(notes));
  return EXIT.ok;
}

async function diff(
  context: CliContext,
  name: string,
  page: string | undefined,
  command: Command,
): Promise<number> {
  const { terminal } = context;
  const options = command.optsWithGlobals<DiffOptions>();
  const [{ targetOf }, { catalogDiff }, { diffText }, { jsonText }] = await Promise.all([
    import("../catalog/target.ts"),
    import("../../live/index.ts"),
    import("../catalog/report.ts"),
    import("../report/json.ts"),
  ]);
  const target = usable(targetOf(page, options, terminal.cwd), command);
  const refuse = async (problems: readonly string[]): Promise<number> => {
    if (options.json) {
      terminal.result(jsonText({ catalog: name, drift: [], refusal: problems, target: target.shown }));
    } else {
      terminal.note(await problemsText(problems));
    }
    return EXIT.failed;
  };
  const declared = await declaredCatalog(context, name, options);
  if (declared === undefined) {
    return EXIT.failed;
  }
  if ("problem" in declared) {
    return refuse([declared.problem]);
  }
  const valued = new Set(
    Object.values(declared.metrics).flatMap((metric) =>
      Object.keys(metric.values ?? {}).map((label) => `${metric.name} ${label}`),
    ),
  );
  terminal.progress("Reading metrics…");
  const { exposition, problems } = await target.read((metric, label) => valued.has(`${metric} ${label}`));
  if (exposition === undefined) {
    return refuse(problems);
  }
  const found = catalogDiff(declared.metrics, exposition);
  const drifted = found.drift.filter(
    ({ what }) =>
      (what !== "new" || options.allowNew !== true) && (what !== "not-seen-yet" || options.strict === true),
  ).length;
  terminal.result(
    options.json
      ? jsonText({ catalog: name, ...found, drifted, refusal: null, target: target.shown })
      : `${declared.shown} beside ${target.shown}\n\n${diffText(found, drifted)}`,
  );
  return drifted === 0 ? EXIT.ok : EXIT.failed;
}

async function declaredCatalog(
  { terminal }: CliContext,
  name: string,
  { config, json }: DiffOptions,
): Promise<Declared | undefined> {
  const { catalogOfFile, catalogOfService, isFile, noReadyCatalog, readyCatalog } = await import(
    "../catalog/declared.ts"
  );
  if (isFile(name)) {
    return catalogOfFile(name, terminal.cwd);
  }
  const ready = readyCatalog(name);
  if (ready !== undefined) {
    return ready;
  }
  const { compileOrReport } = await import("../compile-or-report.ts");
  const compiled = await compileOrReport(terminal, config, json === true);
  if (compiled === undefined) {
    terminal.note(await problemsText(noReadyCatalog(name)));
    return undefined;
  }
  return catalogOfService(name, compiled.workspace);
}

function usable(target: Target | { readonly wrong: string }, command: Command): Target {
  return "wrong" in target ? command.error(`error: ${target.wrong}`) : target;
}

async function problemsText(problems: readonly string[]): Promise<string> {
  const { printable } = await import("../report/text.ts");
  return problems.map((problem) => `${printable(problem)}\n`).join("");
}

/** @example nameOf("src/checkout-api.catalog.ts") // "checkout-api" */
function nameOf(out: string | undefined): string {
  const [stem = ""] = basename(out ?? "").split(".");
  const name = stem
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 50)
    .replace(/^-+|-+$/g, "");
  return name === "" ? "imported" : name;
}

function catalogName(text: string): string {
  if (!/^[a-z0-9](?:[-a-z0-9]{0,48}[a-z0-9])?$/.test(text)) {
    throw new InvalidArgumentError("Expected 1 to 50 lower-case letters, digits and dashes.");
  }
  return text;
}

function labelNames(text: string): readonly string[] {
  const names = text.split(",").map((name) => name.trim());
  if (!names.every((name) => /^[a-zA-Z_]\w*$/.test(name))) {
    throw new InvalidArgumentError("Expected names of labels with commas between them.");
  }
  return names;
}

function seconds(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number <= 3_600)) {
    throw new InvalidArgumentError("Expected a number of seconds above 0, and at most 3600.");
  }
  return number;
}
