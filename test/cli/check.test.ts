import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { crowsnest, crowsnestProcess, folderWith, workspace } from "./support.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What was said, with the package's own pages named as from its folder. */
function inRepository(text: string): string {
  expect(text).toMatch(/^ {2}see/m);
  for (const [, page = ""] of text.matchAll(/^ {2}see +(.+)$/gm)) {
    expect(existsSync(page), page).toBe(true);
  }
  return text.replaceAll(ROOT, "");
}

describe("crowsnest check", () => {
  it("says every mistake in one run, with its place and its fix", async () => {
    const { code, stdout, stderr } = await crowsnestProcess(workspace("ten-mistakes"), ["check"]);
    const text = inRepository(stdout);
    await expect(text).toMatchFileSnapshot("golden/ten-mistakes.txt");
    expect(stderr).toBe("");
    expect(code).toBe(1);
    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  it("says the same to programs, and nothing else", async () => {
    const { code, stdout, stderr } = await crowsnest(workspace("ten-mistakes"), ["check", "--json"]);
    expect(code).toBe(1);
    expect(stderr).toBe("");
    const { diagnostics, summary } = JSON.parse(stdout);
    expect(summary).toEqual({ errors: 11, warnings: 0, infos: 0 });
    expect(diagnostics).toHaveLength(11);
    expect(diagnostics[1]).toMatchInlineSnapshot(`
      {
        "code": "unknown-key",
        "hint": "Did you mean "tier"?",
        "message": "unknown key "teir"",
        "path": "services.checkout.teir",
        "severity": "error",
        "source": {
          "column": 3,
          "file": "services/checkout.ts",
          "line": 21,
        },
      }
    `);
  });

  it("annotates a pull request, from the root of the checkout", async () => {
    const folder = workspace("ten-mistakes");
    const { code, stdout } = await crowsnest(folder, ["check", "--format", "github"], {
      GITHUB_WORKSPACE: `${folder}/..`,
    });
    const lines = stdout.trimEnd().split("\n");
    expect(lines).toHaveLength(11);
    const prefix = folder.slice(folder.lastIndexOf("/") + 1);
    expect(lines[1]?.replace(prefix, "<folder>")).toMatchInlineSnapshot(
      `"::error file=<folder>/services/checkout.ts,line=21,col=3,title=unknown-key::services.checkout.teir: unknown key "teir"%0ADid you mean "tier"?"`,
    );
    expect(code).toBe(1);
  });

  it("reports a config that is missing, to programs too", async () => {
    const { code, stdout, stderr } = await crowsnest(folderWith({}), ["check", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      diagnostics: [{ code: "config-not-found", severity: "error", source: null }],
      summary: { errors: 1 },
    });
    expect(stderr).toBe("");
    expect(code).toBe(1);
  });

  it("points at the line that threw", async () => {
    const files = { "crowsnest.config.ts": 'import "./broken.ts";\n', "broken.ts": "\n\nnull.name;\n" };
    const { stdout } = await crowsnestProcess(folderWith(files), ["check"]);
    expect(inRepository(stdout)).toMatchInlineSnapshot(`
      "broken.ts:3:6
      > 3 | null.name;
          |      ^

        error   the file failed while it loaded: TypeError: Cannot read properties of
                null (reading 'name') [config-throws]
        at      crowsnest.config.ts
        fix     Mend the error; it comes from the file itself or from something that
                it imports.
        see     docs/diagnostics/config-throws.md

      1 error in 1 file
      "
    `);
  });

  it("reads a config in a package of CommonJS", async () => {
    const folder = workspace("ten-mistakes", { "package.json": '{ "type": "commonjs" }' });
    const { code, stdout } = await crowsnestProcess(folder, ["check"]);
    expect(stdout).toContain("11 errors in 3 files");
    expect(stdout).toContain("services/checkout.ts:21:");
    expect(code).toBe(1);
  });

  it("reads the config that it is told to, by file or folder", async () => {
    const folder = workspace("valid");
    const elsewhere = folderWith({});
    for (const args of [
      ["--config", folder, "check"],
      ["check", "-c", `${folder}/crowsnest.config.ts`],
    ]) {
      const { code, stdout, stderr } = await crowsnest(elsewhere, args);
      expect(stdout).toBe(`No mistakes in ${folder}/crowsnest.config.ts.\n`);
      expect(stderr).toBe("");
      expect(code).toBe(0);
    }
  });
});
