import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Compiled, compileConfig } from "../../src/cli/pipeline.ts";
import { type OfflinePlan, offlinePlan } from "../../src/plan/index.ts";
import { type Synthesis, synthesize } from "../../src/terraform/index.ts";
import { run, tool } from "../support/tools.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SHOP = join(ROOT, "examples", "shop");

type Ready = Extract<Compiled, { readonly artifacts: object }>;

let folder: string;
let shop: Ready;
let synthesis: Synthesis;
const inFolder = (...path: readonly string[]) => join(folder, ...path);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "crowsnest-main-job-"));
  const compiled = await compileConfig(SHOP);
  if (compiled.artifacts === undefined) throw new Error(JSON.stringify(compiled.diagnostics, null, 2));
  shop = compiled;
  await crowsnest("build", inFolder("files"));
  synthesis = synthesize(shop.artifacts, inFolder("synthesis"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the example, from definitions to applied stacks", () => {
  it("has nothing that a check finds", () => {
    expect(shop.diagnostics).toEqual([]);
  });

  it("gives rule files that promtool takes", async () => {
    const { path } = await tool("promtool");
    const rules = filesUnder(inFolder("files")).filter((file) => file.includes("/prometheus/rules/"));
    expect(environmentsOf(rules)).toEqual(environmentNames());
    const checked = await run(path, ["check", "rules", "--lint=all", "--lint-fatal", ...rules.map(inFiles)]);
    expect(checked.stderr).toBe("");
    expect(checked.code).toBe(0);
    const found = [...checked.stdout.matchAll(/SUCCESS: (\d+) rules found/g)].map(([, count]) =>
      Number(count),
    );
    expect(found).toHaveLength(rules.length);
    expect(found.every((count) => count > 0)).toBe(true);
  });

  it("gives Alertmanager configurations that amtool takes", async () => {
    const { path } = await tool("amtool");
    const configs = filesUnder(inFolder("files")).filter((file) => file.endsWith("/alertmanager.yaml"));
    expect(environmentsOf(configs)).toEqual(environmentNames());
    const checked = await run(path, ["check-config", ...configs.map(inFiles)]);
    expect(checked).toMatchObject({ code: 0 });
    expect(checked.stdout.match(/Checking .*SUCCESS$/gm)).toHaveLength(configs.length);
  });

  it("gives the same bytes again, in another process, folder, language and time zone", async () => {
    const again = inFolder("again");
    const env = { LC_ALL: "tr_TR.UTF-8", TZ: "Pacific/Auckland" };
    await crowsnest("synth", join(again, "synthesis"), env);
    await crowsnest("build", join(again, "files"), env);
    for (const part of ["synthesis", "files"]) {
      const files = filesUnder(inFolder(part));
      expect(files.length).toBeGreaterThan(0);
      expect(filesUnder(join(again, part))).toEqual(files);
      for (const file of files) {
        expect(readFileSync(join(again, part, file)).equals(readFileSync(inFolder(part, file))), file).toBe(
          true,
        );
      }
    }
  });

  describe.each(["terraform", "tofu"] as const)("in the hands of %s", (program) => {
    let plan: Extract<OfflinePlan, { kind: "planned" }>;
    beforeAll(async () => {
      const { path: terraform } = await tool(program);
      const synthDir = inFolder("synthesis");
      const result = await offlinePlan({ apply: true, synthDir, terraform, validate: true });
      if (result.kind === "nothing") throw new Error(result.reason);
      plan = result;
    });

    it("validates, plans, applies and plans empty again, every stack of every environment", () => {
      expect(
        plan.stacks.flatMap(({ diagnostics, name }) => diagnostics.map((found) => ({ name, ...found }))),
      ).toEqual([]);
      expect(plan.stacks.map(({ name }) => name)).toEqual(synthesis.stacks.map(({ name }) => name).sort());
      const steps = ["init", "validate", "plan", "apply", "second plan"];
      for (const stack of plan.stacks) {
        expect(stack.steps.map(({ name, ok }) => (ok ? name : `${name} failed`))).toEqual(steps);
      }
      expect(plan.ok).toBe(true);
    });

    it("makes every resource that was synthesized", () => {
      const made = plan.stacks.map(({ changes, name }) => [name, changes]);
      const synthesized = synthesis.stacks.map(({ name, resources }) => [
        name,
        { add: resources, change: 0, destroy: 0 },
      ]);
      expect(Object.fromEntries(made)).toEqual(Object.fromEntries(synthesized));
      expect(synthesis.stacks.filter(({ resources }) => resources === 0)).toEqual([]);
    });
  });
});

/** Runs a command of the command line on the example, from another folder than its own. */
async function crowsnest(
  command: "build" | "synth",
  out: string,
  env: NodeJS.ProcessEnv = {},
): Promise<void> {
  const program = ["--import", "tsx", join(ROOT, "src", "cli", "main.ts")];
  const args = [...program, command, "--out", out, "--config", relative(ROOT, SHOP)];
  const { code, stderr } = await run(process.execPath, args, { cwd: ROOT, env });
  expect(stderr).toBe("");
  expect(code).toBe(0);
}

function inFiles(file: string): string {
  return inFolder("files", file);
}

function filesUnder(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => relative(directory, join(parentPath, name)))
    .sort();
}

function environmentNames(): string[] {
  return shop.artifacts.environments.map(({ environment }) => environment).sort();
}

function environmentsOf(files: readonly string[]): string[] {
  return [...new Set(files.map((file) => file.split("/", 1)[0] ?? ""))].sort();
}
