import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { crowsnest, program, workspace } from "./support.ts";

describe("crowsnest plan", () => {
  it("says which way there is", async () => {
    const { code, stdout, stderr } = await crowsnest(".", ["plan"]);
    expect(stderr).toContain("say --offline");
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  it("says how to get a Terraform when there is none", async () => {
    const folder = workspace("valid");
    const none = { CROWSNEST_TERRAFORM: "/no/such/terraform" };
    const { code, stdout, stderr } = await crowsnest(folder, ["plan", "--offline"], none);
    expect(stderr).toMatch(/^Nothing was planned: CROWSNEST_TERRAFORM names \/no\/such\/terraform/);
    expect(stderr.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toBe("");
    expect(code).toBe(1);
  });

  it("leaves nothing behind when it is interrupted", async () => {
    const folder = workspace("valid");
    const temporary = join(folder, "tmp");
    mkdirSync(temporary);
    // Answers like a Terraform that never gets done.
    const terraform = join(folder, "terraform");
    const script = `#!/bin/sh
if [ "$1" = version ]; then echo "Terraform v1.11.4"; exit 0; fi
touch ${folder}/started
exec sleep 300
`;
    writeFileSync(terraform, script, { mode: 0o755 });
    const [command, ...args] = program(["plan", "--offline"]);
    const child = spawn(command, args, {
      cwd: folder,
      env: { ...process.env, CROWSNEST_TERRAFORM: terraform, TMPDIR: temporary },
    });
    const ended = new Promise((resolve) => child.once("exit", (_, signal) => resolve(signal)));
    const ours = () => readdirSync(temporary).filter((name) => name.startsWith("crowsnest-"));
    await expect.poll(() => readdirSync(folder), { timeout: 15_000 }).toContain("started");
    expect(ours()).not.toEqual([]);
    child.kill("SIGINT");
    expect(await ended).toBe("SIGINT");
    expect(ours()).toEqual([]);
  });
});
