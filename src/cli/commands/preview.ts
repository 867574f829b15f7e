import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Command, InvalidArgumentError } from "commander";
import type { AlertingRule } from "../../artifacts/index.ts";
import type { Samples } from "../../preview/index.ts";
import type { Ready } from "../compile-or-report.ts";
import { type CliContext, EXIT, type GlobalOptions } from "../context.ts";
import { todayOption } from "../today.ts";

interface PreviewOptions extends GlobalOptions {
  readonly out: string;
  readonly prometheus?: string;
  readonly serve?: true;
  readonly port: number;
  readonly json?: true;
  readonly today?: string;
}

/** `crowsnest preview`: a static site of what will be made. */
export function registerPreview(program: Command, context: CliContext): void {
  program
    .command("preview")
    .summary("write a site that shows what will be made")
    .description(
      "Writes a static site: coverage, objectives, alerts with their receivers, the routing tree, and every dashboard's grid. It works from a file, without the network.",
    )
    .option("-o, --out <dir>", "Folder to write; whatever an earlier preview left there goes.", "preview")
    .option("--prometheus <url>", "Draw the charts with the answers of this Prometheus.", httpAddress)
    .option("--serve", "Serve the site on this machine until it is interrupted.")
    .option("--port <number>", "Port to serve on; 0 takes a free one.", port, 0)
    .option("--json", "Print where the site is, and the diagnostics, as JSON.")
    .addOption(todayOption())
    .addHelpText("after", "\nExits with 1, and changes no file, when a diagnostic is an error.")
    .action(async (_options, command: Command) => {
      context.exitCode = await preview(context, command.optsWithGlobals<PreviewOptions>());
    });
}

async function preview(context: CliContext, options: PreviewOptions): Promise<number> {
  const { terminal } = context;
  const { today = context.today, config, out, prometheus, serve, json } = options;
  const [
    { compileOrReport },
    { previewSite },
    { writeTree },
    { onDay },
    { jsonReport, jsonText },
    { count },
  ] = await Promise.all([
    import("../compile-or-report.ts"),
    import("../../preview/index.ts"),
    import("../../files/index.ts"),
    import("../pipeline.ts"),
    import("../report/json.ts"),
    import("../report/text.ts"),
  ]);
  const ready = await compileOrReport(terminal, config, json === true, (found, draft) =>
    onDay(found, draft, today),
  );
  if (ready === undefined) {
    return EXIT.failed;
  }
  const refuse = (reason: string) => {
    if (json) {
      const nothing = { index: null, out, pages: 0, refusal: reason };
      terminal.result(jsonText({ ...jsonReport(ready.diagnostics, terminal.cwd), ...nothing }));
    } else {
      terminal.note(`Nothing was written: ${reason}.\n`);
    }
    return EXIT.failed;
  };
  const sampled = prometheus === undefined ? undefined : await sample(terminal, ready.artifacts, prometheus);
  if (typeof sampled === "string") {
    return refuse(sampled);
  }
  terminal.progress("Writing the site…");
  const files = previewSite({
    artifacts: ready.artifacts,
    assets: await assets(),
    bounds: await bounds(ready),
    diagnostics: ready.diagnostics,
    samples: sampled ?? new Map(),
    today,
  });
  const folder = resolve(terminal.cwd, out);
  const written = writeTree(folder, files);
  if (!written.written) {
    return refuse(written.reason);
  }
  const index = pathToFileURL(resolve(folder, "index.html")).href;
  terminal.result(
    json
      ? jsonText({
          ...jsonReport(ready.diagnostics, terminal.cwd),
          index,
          out,
          pages: pages(files),
          refusal: null,
        })
      : `Wrote ${count(pages(files), "page")} to ${out}: ${index}\n`,
  );
  if (serve) {
    const { serveFolder } = await import("../serve-folder.ts");
    await serveFolder(folder, options.port, (address) => terminal.result(`Serving ${address}\n`));
  }
  return EXIT.ok;
}

/** What a Prometheus answers, or why there is nothing. */
async function sample(
  terminal: CliContext["terminal"],
  artifacts: Parameters<typeof import("../../preview/index.ts").samplePanels>[0],
  prometheus: string,
): Promise<Samples | string> {
  const { samplePanels } = await import("../../preview/index.ts");
  const { samples, failures } = await samplePanels(artifacts, {
    prometheus,
    at: Math.floor(Date.now() / 1_000),
    onProgress: (done, all) => {
      if (done % 100 === 0 || done === all) {
        terminal.progress(`Asking Prometheus: ${done} of ${all} queries`);
      }
    },
  });
  const [first] = failures;
  if (first === undefined) {
    return samples;
  }
  if (samples.size === 0) {
    return `${prometheus} answered no query (${first.reason})`;
  }
  terminal.note(
    `${failures.length} queries failed, and their panels are sketches; the first: ${first.reason}\n`,
  );
  return samples;
}

/** How long each alert may take to reach somebody. */
async function bounds({ artifacts, workspace }: Ready): Promise<ReadonlyMap<AlertingRule, number>> {
  const { alertReports } = await import("../../audit/index.ts");
  const reports = workspace.environments.flatMap((environment) => {
    const made = artifacts.environments.find((each) => each.environment === environment.name);
    return made === undefined ? [] : alertReports(environment, made);
  });
  return new Map(
    reports.flatMap(({ latency, rule }) => (latency === undefined ? [] : [[rule, latency.seconds] as const])),
  );
}

/** The script and style sheet that the build bundled beside the preview's own code. */
async function assets() {
  const read = (name: string) => readFile(new URL(`../../preview/${name}`, import.meta.url), "utf8");
  const [script, style] = await Promise.all([read("site.js"), read("style.css")]);
  return { script, style };
}

function pages(files: readonly { readonly path: string }[]): number {
  return files.filter(({ path }) => path.endsWith(".html")).length;
}

function httpAddress(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new InvalidArgumentError("Expected an address that starts with http:// or https://.");
  }
  return text;
}

function port(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) {
    throw new InvalidArgumentError("Expected a port from 0 to 65535.");
  }
  return number;
}
