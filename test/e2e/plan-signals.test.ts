import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { stackConfig, writeSynthesized } from "../support/synthesized.ts";

const PLAN_FOREVER = new URL("../support/plan-forever.ts", import.meta.url).pathname;

let folder: string;
let program: string;
let pidFile: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "crowsnest-signals-"));
  pidFile = join(folder, "pid");
  program = join(folder, "terraform");
  // Answers like a Terraform that never gets done.
  const script = `#!/bin/sh
if [ "$1" = version ]; then echo "Terraform v1.11.4"; exit 0; fi
echo $$ > ${pidFile}
exec sleep 300
`;
  writeFileSync(program, script, { mode: 0o755 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(["SIGINT", "SIGTERM"] as const)("%s ends Terraform and removes the folder", async (signal) => {
  const temporary = mkdtempSync(join(folder, "tmp-"));
  const { directory, remove } = writeSynthesized({ one: stackConfig({}) });
  const child = spawn(process.execPath, ["--import", "tsx", PLAN_FOREVER, directory, program], {
    env: { ...process.env, TMPDIR: temporary },
  });
  try {
    const said = await new Promise<string>((resolve) =>
      child.stdout.once("data", (data) => resolve(String(data))),
    );
    expect(said).toContain("init");
    const terraform = Number(await whenWritten(pidFile));
    const ours = () => readdirSync(temporary).filter((name) => name.startsWith("crowsnest-"));
    expect(ours()).toHaveLength(1);
    child.kill(signal);
    const ended = await new Promise((resolve) => child.once("exit", (_, by) => resolve(by)));
    expect(ended).toBe(signal);
    expect(ours()).toEqual([]);
    await expect.poll(() => isRunning(terraform), { timeout: 10_000 }).toBe(false);
  } finally {
    child.kill("SIGKILL");
    remove();
    rmSync(pidFile, { force: true });
  }
});

async function whenWritten(file: string): Promise<string> {
  await expect.poll(() => readOrEmpty(file), { timeout: 10_000 }).not.toBe("");
  return readOrEmpty(file);
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "";
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
