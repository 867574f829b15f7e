import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ensureTool, ToolMissing } from "../../scripts/tools/ensure.ts";
import type { Installer } from "../../scripts/tools/installers/request.ts";
import { type FakeMachine, fakeMachine, writeProgram } from "./fake-machine.ts";

const GONE_PID = 2 ** 22 + 1;

let machine: FakeMachine;
let builds: number;
beforeEach(() => {
  machine = fakeMachine();
  builds = 0;
});
afterEach(() => machine.remove());

const builder: Installer = async ({ way, staging, step }) => {
  if (way.kind !== "go") return { reason: "only Go is tried" };
  builds++;
  step(`building ${way.module}`);
  await sleep(150);
  return { staged: writeProgram(join(staging, "built"), "promtool, version 3.16.0 (branch: )") };
};

function ensure(installer = builder): ReturnType<typeof ensureTool> {
  return ensureTool("promtool", { env: machine.env, installer, log: machine.log });
}

function lock(pid: number): string {
  mkdirSync(machine.cache, { recursive: true });
  const path = join(machine.cache, "promtool.lock");
  writeFileSync(path, `${pid} ${hostname()}\n`);
  return path;
}

describe("installing a tool", () => {
  it("puts it in the cache, by module, version and platform, and leaves nothing else", async () => {
    const { path, version, origin } = await ensure();
    expect({ version, origin }).toEqual({ version: "3.16.0", origin: "installed" });
    expect(path.slice(machine.cache.length)).toMatch(/^\/prometheus@v0\.316\.0-\w+-\w+\/bin\/promtool$/);
    expect(readdirSync(machine.cache)).toEqual([path.slice(machine.cache.length + 1).split("/")[0]]);
    expect(await ensure()).toEqual({ path, version: "3.16.0", origin: "cache" });
    expect(builds).toBe(1);
  });

  it("tells each step with the seconds that went by", async () => {
    await ensure();
    expect(machine.lines).toEqual([
      expect.stringMatching(/^\[tools +\d+\.\d s\] promtool: PATH has no promtool$/),
      expect.stringMatching(/^\[tools +\d+\.\d s\] promtool: building github\.com\/prometheus\/prometheus$/),
      expect.stringMatching(/^\[tools +\d+\.\d s\] promtool: installed 3\.16\.0$/),
    ]);
  });

  it("builds once when two ask at the same time", async () => {
    const both = await Promise.all([ensure(), ensure()]);
    expect(builds).toBe(1);
    expect(both.map(({ origin }) => origin).sort()).toEqual(["cache", "installed"]);
    expect(machine.lines.filter((line) => line.includes("another process installs it"))).toHaveLength(1);
  });

  it("keeps nothing of a build that failed", async () => {
    const failed = ensure(async () => ({ reason: "go install failed" }));
    await expect(failed).rejects.toThrow(ToolMissing);
    await expect(failed).rejects.toThrow("go install failed");
    expect(readdirSync(machine.cache)).toEqual([]);
  });

  it("removes what a build that was killed left behind long ago", async () => {
    const killed = join(machine.cache, ".staging-killed");
    const running = join(machine.cache, ".staging-running");
    for (const path of [killed, running]) mkdirSync(path, { recursive: true });
    const longAgo = new Date(Date.now() - 48 * 3_600_000);
    utimesSync(killed, longAgo, longAgo);
    await ensure();
    expect(existsSync(killed)).toBe(false);
    expect(existsSync(running)).toBe(true);
  });

  it("refuses a build that is too old or does not run", async () => {
    const old = ensure(async ({ staging }) => ({
      staged: writeProgram(join(staging, "built"), "promtool, version 3.1.0 (branch: )"),
    }));
    await expect(old).rejects.toThrow("is 3.1.0, older than 3.5.0");
    const broken = ensure(async ({ staging }) => ({ staged: join(staging, "not-there") }));
    await expect(broken).rejects.toThrow("does not tell its version");
    expect(readdirSync(machine.cache)).toEqual([]);
  });
});

describe("the lock of an installation", () => {
  it("is taken over from a process that is gone", async () => {
    const path = lock(GONE_PID);
    await ensure();
    expect(builds).toBe(1);
    expect(existsSync(path)).toBe(false);
  });

  it("is taken over when nobody has renewed it for long", async () => {
    const path = lock(process.pid);
    const long = new Date(Date.now() - 10 * 60_000);
    utimesSync(path, long, long);
    await ensure();
    expect(builds).toBe(1);
  });

  it("is waited for while its process lives", async () => {
    const path = lock(process.pid);
    const waiting = ensure();
    await sleep(300);
    expect(builds).toBe(0);
    rmSync(path);
    await waiting;
    expect(builds).toBe(1);
  });
});
