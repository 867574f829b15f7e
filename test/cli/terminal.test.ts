import { spawn } from "node:child_process";
import { afterEach, describe, expect, it, vi } from "vitest";
import { processTerminal } from "../../src/cli/terminal.ts";
import { program, workspace } from "./support.ts";

afterEach(() => vi.unstubAllEnvs());

/** Whether results are coloured when standard output is a terminal or not. */
function colored(isTTY: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  for (const name of ["NO_COLOR", "TERM", "FORCE_COLOR", "CI"]) {
    vi.stubEnv(name, env[name]);
  }
  const before = process.stdout.isTTY;
  process.stdout.isTTY = isTTY;
  try {
    return processTerminal().colors.red("x") !== "x";
  } finally {
    process.stdout.isTTY = before;
  }
}

describe("colours", () => {
  it.each([
    [true, { TERM: "xterm" }, true],
    [true, { TERM: "xterm", NO_COLOR: "" }, true],
    [true, { TERM: "xterm", NO_COLOR: "1" }, false],
    [true, { TERM: "dumb" }, false],
    [false, { TERM: "xterm" }, false],
    [false, { TERM: "xterm", FORCE_COLOR: "1", CI: "1" }, false],
  ])("on a terminal (%s) with %j: %s", (isTTY, env, expected) => {
    expect(colored(isTTY, env)).toBe(expected);
  });
});

describe("a reader that stops reading", () => {
  it("ends the command without a word", async () => {
    const [command, ...args] = program(["check"]);
    const child = spawn(command, args, { cwd: workspace("ten-mistakes") });
    child.stdout.destroy();
    let stderr = "";
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(stderr).toBe("");
    expect(code).toBe(1);
  });
});
