import pc from "picocolors";
import { describe, expect, it } from "vitest";
import { runCli } from "../../src/cli/run.ts";
import { crowsnest, folderWith } from "./support.ts";

/** Runs the command line in this process. */
async function inProcess(args: readonly string[]) {
  const said = { stdout: "", stderr: "" };
  const colors = pc.createColors(false);
  const code = await runCli(args, {
    cwd: process.cwd(),
    colors,
    noteColors: colors,
    result: (text) => {
      said.stdout += text;
    },
    note: (text) => {
      said.stderr += text;
    },
    progress: () => {},
  });
  return { code, ...said };
}

describe("the command line", () => {
  it("prints its help to standard output", async () => {
    expect(await inProcess(["--help"])).toEqual({ code: 0, stdout: expect.anything(), stderr: "" });
    const { stdout } = await inProcess(["--help"]);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toContain("check [options]");
  });

  it.each([
    ["an unknown option", ["check", "--formt", "json"]],
    ["an unknown command", ["chek"]],
    ["an unknown format", ["check", "--format", "xml"]],
    ["two formats", ["check", "--json", "--format", "sarif"]],
    ["an argument too many", ["check", "here"]],
    ["no command", []],
  ])("exits with 2 on %s, and says so on standard error only", async (_what, args) => {
    const { code, stdout, stderr } = await inProcess(args);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).not.toBe("");
  });

  it("suggests what was meant", async () => {
    expect((await inProcess(["chek"])).stderr).toContain("Did you mean check?");
    expect((await inProcess(["check", "--formt"])).stderr).toContain("Did you mean --format?");
  });

  it("does the same as a process", async () => {
    const { code, stdout, stderr } = await crowsnest(folderWith({}), ["check", "--formt", "json"]);
    expect(stderr).toMatchInlineSnapshot(`
      "error: unknown option '--formt'
      (Did you mean --format?)
      Run it with --help to see what it takes.
      "
    `);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });
});
