import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesIn } from "../support/folder.ts";
import { crowsnest, workspace } from "./support.ts";

describe("crowsnest synth", () => {
  it("writes the stacks, as people and as programs are told", async () => {
    const folder = workspace("valid");
    const first = await crowsnest(folder, ["synth"]);
    expect(first.stdout).toMatch(/^stack +resources +size\n/);
    expect(first.stdout).toMatch(/^production-team-payments +\d+ +[\d.]+ k?B$/m);
    expect(first.stdout).toMatch(/\n\nWrote \d+ stacks to cdktf\.out\.\n$/);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    const files = filesIn(join(folder, "cdktf.out"));
    expect(Object.keys(files)).toContain("stacks/production-team-payments/cdk.tf.json");

    const second = await crowsnest(folder, ["synth", "--json", "--out", "again"]);
    expect(filesIn(join(folder, "again"))).toEqual(files);
    const { stacks, out, summary } = JSON.parse(second.stdout);
    expect(out).toBe("again");
    expect(summary.errors).toBe(0);
    expect(stacks.map(({ name }: { readonly name: string }) => `stacks/${name}/cdk.tf.json`)).toEqual(
      expect.arrayContaining(Object.keys(files).filter((path) => path !== "manifest.json")),
    );
    expect(second).toMatchObject({ code: 0, stderr: "" });
  });

  it("leaves somebody else's folder alone, whatever its manifest is of", async () => {
    const folder = workspace("valid");
    const theirs = { "manifest.json": '{"name":"a web page"}', "thesis.txt": "ten years" };
    mkdirSync(join(folder, "mine"));
    for (const [name, text] of Object.entries(theirs)) {
      writeFileSync(join(folder, "mine", name), text);
    }
    const people = await crowsnest(folder, ["synth", "-o", "mine"]);
    expect(people).toMatchObject({ code: 1, stdout: "" });
    expect(people.stderr).toContain("holds files that crowsnest did not write");
    const program = await crowsnest(folder, ["synth", "-o", "mine/thesis.txt", "--json"]);
    expect(program).toMatchObject({ code: 1, stderr: "" });
    expect(JSON.parse(program.stdout)).toMatchObject({
      refusal: expect.stringMatching(/thesis\.txt is no folder$/),
      stacks: [],
    });
    expect(filesIn(join(folder, "mine"))).toEqual(theirs);
  });

  it("writes nothing when there are mistakes", async () => {
    const folder = workspace("ten-mistakes");
    const before = filesIn(folder);
    const { code, stdout, stderr } = await crowsnest(folder, ["synth", "--json"]);
    expect(JSON.parse(stdout).summary.errors).toBeGreaterThan(9);
    expect(stderr).toBe("");
    expect(code).toBe(1);
    expect(filesIn(folder)).toEqual(before);
  });
});
