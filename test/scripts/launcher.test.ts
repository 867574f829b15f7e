import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunResult, run } from "../support/tools.ts";

const LAUNCHER = fileURLToPath(new URL("../../bin/crowsnest.js", import.meta.url));

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "crowsnest-bin-test-"));
  mkdirSync(join(root, "bin"));
  copyFileSync(LAUNCHER, join(root, "bin", "crowsnest.js"));
  writeFileSync(join(root, "package.json"), '{ "type": "module" }');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function launch(nodeArgs: string[] = []): Promise<RunResult> {
  return run(process.execPath, [...nodeArgs, join(root, "bin", "crowsnest.js"), "check"]);
}

function asNode(version: string): string[] {
  const script = `Object.defineProperty(process.versions, "node", { value: "${version}" })`;
  return ["--import", `data:text/javascript,${encodeURIComponent(script)}`];
}

describe("the crowsnest command", () => {
  it("asks for a build when there is none", async () => {
    const result = await launch();
    expect(result).toEqual({
      code: 1,
      stdout: "",
      stderr: "crowsnest is not built: run `npm run build` first.\n",
    });
  });

  it("starts the built command line", async () => {
    mkdirSync(join(root, "dist", "cli"), { recursive: true });
    writeFileSync(
      join(root, "dist", "cli", "main.js"),
      "console.log(process.argv[2]); process.exitCode = 3;",
    );
    expect(await launch()).toEqual({ code: 3, stdout: "check\n", stderr: "" });
  });

  it.each(["18.20.4", "20.18.3"])("refuses Node %s in one sentence", async (version) => {
    const { code, stderr } = await launch(asNode(version));
    expect(stderr).toBe(`crowsnest needs Node 20.19 or newer, and this is ${version}.\n`);
    expect(code).toBe(1);
  });

  it.each(["20.19.0", "22.1.0", "24.21.0"])("goes on with Node %s", async (version) => {
    expect((await launch(asNode(version))).stderr).toContain("npm run build");
  });
});
