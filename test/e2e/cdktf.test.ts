import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { ensureNpmTree } from "../../scripts/tools/npm-tree.ts";
import { synthesize } from "../../src/terraform/index.ts";
import { filesIn } from "../support/folder.ts";
import { compiledShop } from "../support/shop.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { run, tool } from "../support/tools.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

async function ours() {
  const outdir = join(temporaryFolder(), "ours");
  const { stacks } = synthesize(await compiledShop(), outdir);
  return { files: filesIn(outdir), names: stacks.map(({ name }) => name) };
}

describe("cdktf's command line", () => {
  let cdktf = "";
  let path = "";

  beforeAll(async () => {
    const tree = await ensureNpmTree("cdktf-cli");
    cdktf = join(tree, "node_modules", ".bin", "cdktf");
    const terraform = await tool("terraform");
    path = `${dirname(process.execPath)}:${dirname(terraform.path)}:${process.env.PATH}`;
  });

  async function runCdktf(args: readonly string[], cwd = ROOT) {
    const folder = temporaryFolder();
    const env = {
      CDKTF_HOME: folder,
      CDKTF_LOG_FILE_DIRECTORY: folder,
      CHECKPOINT_DISABLE: "1",
      CI: "1",
      DISABLE_VERSION_CHECK: "1",
      FORCE_COLOR: "0",
      PATH: path,
    };
    const result = await run(cdktf, args, { cwd, env });
    expect(result.code, result.stdout + result.stderr).toBe(0);
    return result.stdout;
  }

  test("synthesizes the files that crowsnest does", async () => {
    const outdir = join(temporaryFolder(), "theirs");
    await runCdktf(["synth", "--output", outdir]);
    const { files, names } = await ours();

    expect(names.length).toBeGreaterThan(0);
    expect(filesIn(outdir)).toEqual(files);
  });

  test("takes the command that docs/deploying.md gives a project of one's own", async () => {
    const cwd = temporaryFolder();
    const [, json = ""] =
      /```json\n(.*?)```/s.exec(readFileSync(join(ROOT, "docs/deploying.md"), "utf8")) ?? [];
    const crowsnest = `${process.execPath} ${join(ROOT, "bin/crowsnest.js")} --config ${join(ROOT, "examples/shop")}`;
    expect(json).toContain("npx crowsnest synth");
    writeFileSync(join(cwd, "cdktf.json"), json.replace("npx crowsnest", crowsnest));
    await runCdktf(["synth"], cwd);

    expect(filesIn(join(cwd, "cdktf.out"))).toEqual((await ours()).files);
  });

  test("lists the stacks that crowsnest makes", async () => {
    const outdir = join(temporaryFolder(), "theirs");
    const listed = await runCdktf(["list", "--output", outdir]);
    const { names } = await ours();

    for (const name of names) {
      expect(listed).toMatch(new RegExp(`^${name}\\s`, "m"));
    }
  });
});

describe("cdktn in the place of cdktf", () => {
  test("gives the same bytes", async () => {
    const tree = await ensureNpmTree("cdktn");
    const outdir = join(temporaryFolder(), "theirs");
    const args = [
      "--import",
      "tsx",
      "--import",
      "./test/support/cdktn.ts",
      "stacks/main.ts",
      "examples/shop",
    ];
    const result = await run(process.execPath, args, {
      cwd: ROOT,
      env: { CDKTF_OUTDIR: outdir, CDKTN_TREE: tree },
    });
    expect(result.code, result.stderr).toBe(0);
    const { "manifest.json": manifest = "", ...stacks } = filesIn(outdir);
    const { "manifest.json": ourManifest = "", ...ourStacks } = (await ours()).files;

    expect(Object.keys(stacks).length).toBeGreaterThan(0);
    expect(stacks).toEqual(ourStacks);
    // The manifest names the library that wrote it, which shows that it was cdktn.
    expect(JSON.parse(manifest)).toEqual({ ...JSON.parse(ourManifest), version: "0.24.0" });
  });
});
