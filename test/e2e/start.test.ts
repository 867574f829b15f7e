import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type RunResult, run, tool } from "../support/tools.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** `npm start` on the example, without npm's own lines. */
function start(terraform: string): Promise<RunResult> {
  return run("npm", ["start", "--silent"], { cwd: ROOT, env: { CROWSNEST_TERRAFORM: terraform } });
}

describe("npm start", () => {
  it("runs the main job on the example and shows what was made", async () => {
    const { path } = await tool("terraform");
    const { code, stdout, stderr } = await start(path);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^check +examples\/shop: no mistakes/m);
    expect(stdout).toMatch(/^build +\d+ files in out\/shop\/files/m);
    expect(stdout).toMatch(/^synth +\d+ stacks in out\/shop\/terraform/m);
    expect(stdout).toMatch(/^preview +\d+ pages in out\/shop\/preview/m);
    expect(existsSync(join(ROOT, "out/shop/preview/index.html"))).toBe(true);
    expect(stdout).toContain("To look at: out/shop/preview/index.html");
    expect(stdout).toMatch(/^plan +\d+ stacks by Terraform/m);
    const stacks = stdout.match(/^ +(production|staging)-.*$/gm) ?? [];
    expect(stacks.length).toBeGreaterThan(5);
    expect(stacks.filter((line) => !/ \d+ +empty$/.test(line))).toEqual([]);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(code).toBe(0);
  });

  it("says what it skipped where there is no Terraform", async () => {
    const { code, stdout, stderr } = await start("/no/such/terraform");
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^plan +skipped/m);
    expect(stdout).toContain("CROWSNEST_TERRAFORM names /no/such/terraform");
    expect(stdout).toMatch(/^ +(production|staging)-.*-$/m);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(code).toBe(0);
  });
});
