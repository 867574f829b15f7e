import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { PILLARS, type Pillar } from "../../definitions/pillar.ts";
import { type CliContext, EXIT, type GlobalOptions } from "../context.ts";
import { todayOption } from "../today.ts";

interface CoverageOptions extends GlobalOptions {
  readonly badge?: string;
  readonly require?: readonly Pillar[];
  readonly json?: true;
  readonly today?: string;
}

/** `crowsnest coverage`: what of each service is watched, and whether that is enough. */
export function registerCoverage(program: Command, context: CliContext): void {
  program
    .command("coverage")
    .summary("show what of each service is watched, and whether it is enough")
    .description(
      "Shows for each service which pillars cover it, and holds it against what the platform's coverage policy asks of its tier. All of it is proved on the artifacts: a route counts when Alertmanager's own tree brings every alert to somebody.",
    )
    .addOption(
      new Option(
        "--require <pillars...>",
        "Pillars that every service must have besides; where the platform has no policy, in place of the default one.",
      ).choices(PILLARS),
    )
    .option("--badge <file>", "Write an SVG with the share of what is required that is covered.")
    .option("--json", "Print coverage, policy, gaps, waivers and diagnostics as JSON.")
    .addOption(todayOption())
    .addHelpText(
      "after",
      "\nExits with 1 when a service lacks what is required and has no waiver, or when a waiver is over.",
    )
    .action(async (_options, command: Command) => {
      context.exitCode = await show(context, command.optsWithGlobals<CoverageOptions>());
    });
}

async function show(context: CliContext, options: CoverageOptions): Promise<number> {
  const { terminal } = context;
  const { require: required = [], today = context.today } = options;
  const [
    { compileOrReport },
    { deliveryBounds },
    { hasErrors },
    { gapsOf, judge, scoreOf, waiversOf },
    { onDay },
    { jsonReport, jsonText },
  ] = await Promise.all([
    import("../compile-or-report.ts"),
    import("../delivery-bounds.ts"),
    import("../../diagnostics/index.ts"),
    import("../coverage/judgement.ts"),
    import("../pipeline.ts"),
    import("../report/json.ts"),
  ]);
  const ready = await compileOrReport(terminal, options.config, options.json === true, (found, draft) =>
    // Gaps are what this command is about; it has its own words for them. And what it requires may need any waiver.
    onDay(
      found.filter(
        ({ code }) => code !== "coverage-gap" && (code !== "waiver-unneeded" || required.length === 0),
      ),
      draft,
      today,
    ),
  );
  if (ready === undefined) {
    return EXIT.failed;
  }
  const environments = judge(ready, required, today);
  const gaps = gapsOf(environments);
  const waivers = waiversOf(environments, today);
  const score = scoreOf(environments.flatMap(({ services }) => services));
  const delivery = deliveryBounds(ready);
  if (options.badge !== undefined) {
    const [{ coverageBadge, isBadge }, { writeFileWhole }] = await Promise.all([
      import("../coverage/badge.ts"),
      import("../../files/index.ts"),
    ]);
    const written = writeFileWhole(resolve(terminal.cwd, options.badge), coverageBadge(score), (there) =>
      isBadge(readFileSync(there, "utf8")) ? undefined : "is there already, and is no badge",
    );
    if (!written.written) {
      terminal.note(`No badge was written: ${written.reason}.\n`);
      return EXIT.failed;
    }
  }
  if (options.json) {
    terminal.result(
      jsonText({
        ...jsonReport(ready.diagnostics, terminal.cwd),
        delivery,
        environments,
        gaps,
        score,
        waivers,
      }),
    );
  } else {
    const { coverageText } = await import("../coverage/text.ts");
    const judged = { delivery, environments, gaps, required, score, waivers };
    terminal.result(coverageText(judged, terminal.colors));
    terminal.result(options.badge === undefined ? "" : `Wrote the badge to ${options.badge}.\n`);
  }
  return gaps.length > 0 || hasErrors(ready.diagnostics) ? EXIT.failed : EXIT.ok;
}
