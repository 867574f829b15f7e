import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { build } from "../../scripts/build.ts";

const CONFIG = {
  compilerOptions: {
    rootDir: "src",
    module: "nodenext",
    target: "es2022",
    strict: true,
    types: [],
    sourceMap: true,
  },
  include: ["src"],
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "crowsnest-build-test-"));
  mkdirSync(join(root, "src"));
  writeFileSync(join(root, "package.json"), '{ "type": "module" }');
  writeFileSync(join(root, "tsconfig.build.json"), JSON.stringify(CONFIG));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function source(text: string): void {
  writeFileSync(join(root, "src", "index.ts"), text);
}

describe("npm run build", () => {
  it("makes dist anew", async () => {
    source("export const answer: number = 42;\n");
    mkdirSync(join(root, "dist"));
    writeFileSync(join(root, "dist", "removed-long-ago.js"), "");
    expect(await build(root)).toEqual({ ok: true, output: "" });
    expect(readdirSync(join(root, "dist")).sort()).toEqual(["index.js", "index.js.map"]);
    expect(readFileSync(join(root, "dist", "index.js"), "utf8")).toContain("export const answer = 42;");
    expect(JSON.parse(readFileSync(join(root, "dist", "index.js.map"), "utf8")).sources).toEqual([
      "../src/index.ts",
    ]);
    expect(readdirSync(root).filter((name) => name.startsWith("dist."))).toEqual([]);
  });

  it("leaves the old dist when it fails, and says why", async () => {
    source('export const answer: number = "no";\n');
    mkdirSync(join(root, "dist"));
    writeFileSync(join(root, "dist", "index.js"), "old");
    const { ok, output } = await build(root);
    expect(ok).toBe(false);
    expect(output).toContain("src/index.ts(1,14): error TS2322");
    expect(readFileSync(join(root, "dist", "index.js"), "utf8")).toBe("old");
    expect(readdirSync(root).filter((name) => name.startsWith("dist."))).toEqual([]);
  });

  it("makes no dist out of nothing", async () => {
    expect((await build(root)).ok).toBe(false);
    expect(existsSync(join(root, "dist"))).toBe(false);
  });
});
