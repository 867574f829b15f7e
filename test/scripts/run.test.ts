import { describe, expect, it } from "vitest";
import { run } from "../support/tools.ts";

function node(script: string, options: Parameters<typeof run>[2] = {}): ReturnType<typeof run> {
  return run(process.execPath, ["-e", script], options);
}

describe("running a program in a test", () => {
  it("gives both outputs and the exit code", async () => {
    const result = await node('console.log("out"); console.error("err"); process.exit(3)');
    expect(result).toEqual({ code: 3, stdout: "out\n", stderr: "err\n" });
  });

  it("feeds input and adds to the environment", async () => {
    const script = "process.stdin.on('data', (d) => process.stdout.write(process.env.WORD + d))";
    const result = await node(`${script}; if (!process.env.PATH) process.exit(1)`, {
      input: "in",
      env: { WORD: "set " },
    });
    expect(result).toEqual({ code: 0, stdout: "set in", stderr: "" });
  });

  it("counts a signal as shells do, and ends a program at its time limit", async () => {
    expect((await node('process.kill(process.pid, "SIGKILL"); setTimeout(() => {}, 9999)')).code).toBe(137);
    expect((await node("setTimeout(() => {}, 60_000)", { timeoutMs: 200 })).code).toBe(143);
  });

  it("does not mind a program that leaves its input unread", async () => {
    expect((await node("process.exit(0)", { input: "x".repeat(1_000_000) })).code).toBe(0);
  });

  it("rejects only when there is no such program", async () => {
    await expect(run("/nowhere/at-all", [])).rejects.toThrow("ENOENT");
  });
});
