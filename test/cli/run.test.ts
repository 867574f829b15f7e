import pc from "picocolors";
import { afterEach, describe, expect, it, vi } from "vitest";
import { runCli } from "../../src/cli/run.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import { crowsnest, folderWith } from "./support.ts";

const colors = pc.createColors(false);

/** A terminal on which every result fails. */
function broken(error: Error): { readonly terminal: Terminal; readonly notes: string[] } {
  const notes: string[] = [];
  const terminal: Terminal = {
    cwd: folderWith({}),
    colors,
    noteColors: colors,
    result: () => {
      throw error;
    },
    note: (text) => void notes.push(text),
    progress: () => {},
  };
  return { terminal, notes };
}

afterEach(() => vi.unstubAllEnvs());

describe("a mistake of our own", () => {
  it("is owned up to in three lines, without a stack", async () => {
    const { terminal, notes } = broken(new TypeError("x is not a function"));
    expect(await runCli(["init"], terminal)).toBe(70);
    expect(notes.join("")).toMatchInlineSnapshot(`
      "Sorry: that is a mistake in Crowsnest, not in your workspace.
      TypeError: x is not a function
      Run it again with CROWSNEST_DEBUG=1 to see where, and tell us.
      "
    `);
  });

  it("has its stack when that is asked for", async () => {
    vi.stubEnv("CROWSNEST_DEBUG", "1");
    const { terminal, notes } = broken(new TypeError("x is not a function"));
    await runCli(["init"], terminal);
    expect(notes.join("")).toMatch(/^Sorry: .*\nTypeError: x is not a function\n +at /);
  });
});

describe("a refusal of the system", () => {
  it("is told as it is", async () => {
    const { code, stderr } = await crowsnest(folderWith({}), ["init", "/proc/nobody/below"]);
    expect(stderr).toBe("crowsnest: ENOENT: no such file or directory, mkdir '/proc/nobody'\n");
    expect(code).toBe(1);
  });
});
