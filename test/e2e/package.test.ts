import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run, tool } from "../support/tools.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const VALID = join(ROOT, "test", "cli", "workspaces", "valid");

let folder: string;

/** Runs a program where the package is installed. */
function inFolder(program: string, args: readonly string[]) {
  return run(program, args, { cwd: folder });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "crowsnest-package-test-"));
  const pack = ["pack", "--ignore-scripts", "--pack-destination", folder];
  expect(await run("npm", pack, { cwd: ROOT })).toMatchObject({ code: 0 });
  const [archive] = readdirSync(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const install = ["install", "--prefer-offline", "--no-audit", "--no-fund", `./${archive}`];
  expect(await inFolder("npm", install)).toMatchObject({ code: 0 });
  cpSync(VALID, folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the installed package", () => {
  it("checks, builds, synthesizes, plans and starts a workspace", async () => {
    expect(await inFolder("npx", ["crowsnest", "check"])).toEqual({
      code: 0,
      stdout: "No mistakes in crowsnest.config.ts.\n",
      stderr: "",
    });
    expect(await inFolder("npx", ["crowsnest", "build"])).toMatchObject({ code: 0, stderr: "" });
    expect(existsSync(join(folder, "out", "production", "alertmanager", "alertmanager.yaml"))).toBe(true);

    expect(await inFolder("npx", ["crowsnest", "synth"])).toMatchObject({ code: 0, stderr: "" });
    expect(existsSync(join(folder, "cdktf.out", "manifest.json"))).toBe(true);
    const terraform = await tool("terraform");
    const plan = await run("npx", ["crowsnest", "plan", "--offline", "--apply", "--json"], {
      cwd: folder,
      env: { CROWSNEST_TERRAFORM: terraform.path },
    });
    expect(plan).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(plan.stdout).plan).toMatchObject({ kind: "planned", ok: true });

    expect(await inFolder("npx", ["crowsnest", "init", "fresh"])).toMatchObject({
      code: 0,
      stderr: "Next: cd fresh && crowsnest check\n",
    });
    expect(await inFolder("npx", ["crowsnest", "check", "-c", "fresh"])).toMatchObject({ code: 0 });
  });

  it("is found by a config that is CommonJS", async () => {
    const common = join(folder, "common");
    mkdirSync(common);
    cpSync(VALID, common, { recursive: true });
    writeFileSync(join(common, "package.json"), JSON.stringify({ private: true }));
    expect(await inFolder("npx", ["crowsnest", "check", "-c", "common"])).toEqual({
      code: 0,
      stdout: "No mistakes in common/crowsnest.config.ts.\n",
      stderr: "",
    });
  });

  it.each(["nodenext", "bundler"])("has types that resolve by %s", async (moduleResolution) => {
    const module = moduleResolution === "bundler" ? "esnext" : "nodenext";
    const tsconfig = {
      compilerOptions: { module, moduleResolution, target: "es2022", strict: true, noEmit: true, types: [] },
      files: ["crowsnest.config.ts", "wrong.ts"],
    };
    writeFileSync(
      join(folder, "wrong.ts"),
      `import { availability, counter, defineService } from "crowsnest";
import type {} from "crowsnest/query";
import type {} from "crowsnest/compile";
export const service = defineService({
  name: "checkout",
  team: undefined as never,
  runsOn: undefined as never,
  metrics: { requests: counter("http_requests_total", { labels: ["code"] }) },
  slos: ({ requests }) => [
    // @ts-expect-error: the metric has no such label
    availability({ objective: "99.9", total: requests, bad: { status: /5../ } }),
  ],
});
`,
    );
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
    const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
    expect(await inFolder(process.execPath, [tsc, "--pretty", "false"])).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
  });
});
