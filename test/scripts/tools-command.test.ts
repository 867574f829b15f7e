import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TOOLS } from "../../scripts/tools/registry.ts";
import { type RunResult, run } from "../../scripts/tools/run.ts";
import { type FakeMachine, fakeMachine } from "./fake-machine.ts";

const MAIN = fileURLToPath(new URL("../../scripts/tools/main.ts", import.meta.url));

let machine: FakeMachine;
beforeEach(() => {
  machine = fakeMachine();
});
afterEach(() => machine.remove());

function tools(...args: string[]): Promise<RunResult> {
  return run(process.execPath, ["--import", "tsx", MAIN, ...args], { env: machine.env });
}

describe("npm run tools", () => {
  it("prints a table of what the tests need", async () => {
    const promtool = machine.onPath("promtool", "promtool, version 3.16.0 (branch: )");
    const amtool = machine.onPath("amtool", "amtool, version 0.34.1 (branch: )");
    const tofu = machine.onPath("tofu", "OpenTofu v1.12.6");
    const terraform = machine.onPath("terraform", "Terraform v1.11.4");
    const chromium = machine.onPath("chromium", "Chromium 142.0.7444.59");
    const { code, stdout, stderr } = await tools();
    expect(stdout.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
      ["tool", "version", "origin", "path"],
      ["promtool", "3.16.0", "PATH", promtool],
      ["amtool", "0.34.1", "PATH", amtool],
      ["tofu", "1.12.6", "PATH", tofu],
      ["terraform", "1.11.4", "PATH", terraform],
      ["chromium", "142.0.7444.59", "PATH", chromium],
      [""],
    ]);
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });

  it("exits 1 and tells how to get what is missing", async () => {
    const { code, stdout, stderr } = await tools("terraform");
    expect(stdout).toContain("terraform  missing");
    expect(stderr).toContain("How to get it: Install Terraform");
    expect(code).toBe(1);
  });

  it("lists all tools below a heading and installs none", async () => {
    const { code, stdout, stderr } = await tools("--list");
    expect(stdout).toMatch(/^chromium +missing +- +needs 120\.0\.0 or newer$/m);
    expect(stdout.trim().split("\n")).toHaveLength(Object.keys(TOOLS).length + 1);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it("names the tools it knows when asked for another", async () => {
    const { code, stderr } = await tools("promtol");
    expect(stderr).toContain("Unknown: promtol");
    expect(stderr).toContain("promtool | prometheus");
    expect(code).toBe(1);
  });
});
