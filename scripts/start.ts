import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pc from "picocolors";
import { planReport } from "../src/cli/report/plan.ts";
import { bytes, table } from "../src/cli/report/table.ts";
import { count, wrap } from "../src/cli/report/text.ts";
import type { OfflinePlan } from "../src/plan/index.ts";
import type { SynthesizedStack } from "../src/terraform/index.ts";
import { build } from "./build.ts";
import { run } from "./tools/run.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const CROWSNEST = join("bin", "crowsnest.js");
const EXAMPLE = "examples/shop";
const OUT = "out/shop";
/** A waiver in the example ends some day; what it shows is to be the same after that. */
const TODAY = ["--today", "2026-12-01"] as const;
const WIDTH = 80;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Why a step did less than it could. */
function explain(text: string): void {
  say(
    wrap(text, WIDTH - 8)
      .map((line) => `        ${line}`)
      .join("\n"),
  );
}

/** Whether `dist` is older than what it is made from. */
function isStale(): boolean {
  const built = statSync(join(ROOT, "dist", "cli", "main.js"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" });
  const inputs = [...sources.map((path) => join("src", path)), "package.json", "tsconfig.build.json"];
  return inputs.some((path) => statSync(join(ROOT, path)).mtimeMs > built);
}

/** Runs a command as anybody would, and gives what it says to programs. */
async function crowsnest<Result>(command: string, args: readonly string[]) {
  const started = performance.now();
  if (process.stderr.isTTY) {
    // The step's own line takes its place.
    process.stderr.write(`${command}…\r`);
  }
  const all = [CROWSNEST, command, "--config", EXAMPLE, ...args, "--json"];
  const { code, stdout, stderr } = await run(process.execPath, all, { cwd: ROOT });
  const seconds = `${((performance.now() - started) / 1_000).toFixed(1)} s`;
  if (stdout === "") {
    throw new Error(`crowsnest ${command} failed with ${code}:\n${stderr}`);
  }
  return { ok: code === 0, result: JSON.parse(stdout) as Result, seconds, stderr };
}

interface Checked {
  readonly diagnostics: readonly unknown[];
}

/** A line for what was done, with its time at the end. */
function step(command: string, done: string, seconds: string): void {
  say(`${command.padEnd(8)}${done.padEnd(WIDTH - 8 - seconds.length)}${seconds}`);
}

/** How many files there are of each kind in each environment. */
function fileTable(files: readonly string[]): string {
  const counts = new Map<string, Map<string, number>>();
  for (const path of files) {
    const [environment = "", ...rest] = path.split("/");
    const kind = rest.slice(0, Math.max(1, Math.min(2, rest.length - 1))).join("/");
    const row = counts.get(kind) ?? new Map<string, number>();
    counts.set(kind, row.set(environment, (row.get(environment) ?? 0) + 1));
  }
  const environments = [...new Set([...counts.values()].flatMap((row) => [...row.keys()]))].sort();
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return table(
    [
      [`files in ${OUT}/files`, ...environments],
      ...rows.map(([kind, row]) => [
        `  ${kind}`,
        ...environments.map((environment) => String(row.get(environment) ?? 0)),
      ]),
    ],
    ["left", ...environments.map(() => "right" as const)],
  );
}

/** What each stack holds, and what Terraform would do with it. */
function stackTable(stacks: readonly SynthesizedStack[], plan: OfflinePlan): string {
  const plans = new Map(plan.kind === "planned" ? plan.stacks.map((stack) => [stack.name, stack]) : []);
  const rows = stacks.map(({ name, resources, bytes: size }) => {
    const planned = plans.get(name);
    const again = planned?.steps.at(-1)?.name === "second plan" && planned.ok ? "empty" : "-";
    const add = planned?.changes?.add;
    return [`  ${name}`, String(resources), bytes(size), add === undefined ? "-" : String(add), again];
  });
  return table(
    [[`stacks in ${OUT}/terraform`, "resources", "size", "plan: add", "second plan"], ...rows],
    ["left", "right", "right", "right", "right"],
  );
}

async function main(): Promise<boolean> {
  if (isStale()) {
    const { ok, output } = await build(ROOT);
    if (!ok) {
      say(output);
      return false;
    }
  }
  const checked = await crowsnest<Checked>("check", TODAY);
  const { diagnostics } = checked.result;
  if (!checked.ok) {
    // As anybody would see it: with the place and the fix.
    const { stdout } = await run(process.execPath, [CROWSNEST, "check", "--config", EXAMPLE, ...TODAY], {
      cwd: ROOT,
    });
    say(stdout);
    return false;
  }
  const notes = diagnostics.length === 0 ? "no mistakes" : count(diagnostics.length, "warning");
  step("check", `${EXAMPLE}: ${notes}`, checked.seconds);

  const built = await crowsnest<{ readonly files: readonly string[] }>("build", ["--out", `${OUT}/files`]);
  step("build", `${built.result.files.length} files in ${OUT}/files`, built.seconds);

  const synthesized = await crowsnest<{ readonly stacks: readonly SynthesizedStack[] }>("synth", [
    "--out",
    `${OUT}/terraform`,
  ]);
  const { stacks } = synthesized.result;
  step("synth", `${stacks.length} stacks in ${OUT}/terraform`, synthesized.seconds);

  const previewed = await crowsnest<{ readonly index: string; readonly pages: number }>("preview", [
    ...TODAY,
    "--out",
    `${OUT}/preview`,
  ]);
  step("preview", `${previewed.result.pages} pages in ${OUT}/preview`, previewed.seconds);

  const planned = await crowsnest<{ readonly plan: OfflinePlan }>("plan", [
    "--offline",
    "--apply",
    "--plans",
    `${OUT}/plans`,
  ]);
  const { plan } = planned.result;
  if (plan.kind === "nothing") {
    step("plan", "skipped", planned.seconds);
    explain(`${plan.reason}. ${plan.hint}`);
  } else {
    const done = `${plan.stacks.length} stacks by ${plan.terraform.version}, applied to stand-ins`;
    step("plan", plan.ok ? done : "failed", planned.seconds);
  }
  say(`\n${fileTable(built.result.files)}\n${stackTable(stacks, plan)}`);
  if (plan.kind === "planned") {
    if (!plan.ok) {
      say(planReport(plan, pc.createColors(false)));
      return false;
    }
    say(`Each stack's plan is in ${OUT}/plans, as JSON.`);
  }
  say(`To look at: ${OUT}/preview/index.html`);
  say(`What all this is made from: ${EXAMPLE}/README.md.`);
  return true;
}

process.exitCode = (await main()) ? 0 : 1;
