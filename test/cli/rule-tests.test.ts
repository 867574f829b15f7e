import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { tool } from "../support/tools.ts";
import { crowsnest, workspace } from "./support.ts";

describe("crowsnest test", () => {
  it("runs the tests that are made with the rules", async () => {
    const tools = await Promise.all([tool("promtool"), tool("amtool")]);
    const folder = workspace("valid");
    const people = await crowsnest(folder, ["test"], {
      PATH: tools.map(({ path }) => dirname(path)).join(":"),
    });
    expect(people).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^\d+ tests of \d+ SLOs?: all passed\.\n[1-9]\d+ tests of the routes: all passed\.\n$/,
      ),
      stderr: "",
    });
  });

  it("says how to get its tools where there are none", async () => {
    const folder = workspace("valid");
    const people = await crowsnest(folder, ["test"], { PATH: folder });
    expect(people).toMatchObject({ code: 1, stdout: "" });
    expect(people.stderr).toContain("https://prometheus.io/download");
    const program = await crowsnest(folder, ["test", "--json"], {
      CROWSNEST_PROMTOOL: "/nowhere/promtool",
    });
    expect(program).toMatchObject({ code: 1, stderr: "" });
    expect(JSON.parse(program.stdout)).toMatchObject({
      refusal: expect.stringContaining("CROWSNEST_PROMTOOL"),
      results: [],
      routes: [],
    });
  });
});
