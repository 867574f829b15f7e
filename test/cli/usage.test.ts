import { describe, expect, it } from "vitest";
import { crowsnest, crowsnestProcess, folderWith } from "./support.ts";

describe("the command line", () => {
  it("prints its help to standard output", async () => {
    expect(await crowsnest(".", ["--help"])).toEqual({ code: 0, stdout: expect.anything(), stderr: "" });
    const { stdout } = await crowsnest(".", ["--help"]);
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
    const { code, stdout, stderr } = await crowsnest(".", args);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).not.toBe("");
  });

  it("suggests what was meant", async () => {
    expect((await crowsnest(".", ["chek"])).stderr).toContain("Did you mean check?");
    expect((await crowsnest(".", ["check", "--formt"])).stderr).toContain("Did you mean --format?");
  });

  it("does the same as a process", async () => {
    const { code, stdout, stderr } = await crowsnestProcess(folderWith({}), ["check", "--formt", "json"]);
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
