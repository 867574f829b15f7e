import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesIn } from "../support/folder.ts";
import { crowsnest, folderWith } from "./support.ts";

describe("crowsnest init", () => {
  it("writes a workspace that passes check", async () => {
    const folder = folderWith({});
    const { code, stdout, stderr } = await crowsnest(folder, ["init"]);
    expect(stderr).toBe(
      "kept tsconfig.json as it is\nNext: install the package crowsnest in this folder, then npx crowsnest check\n",
    );
    expect(stdout).toMatchInlineSnapshot(`
      "wrote .gitignore
      wrote crowsnest.config.ts
      wrote package.json
      wrote platform.ts
      wrote receivers.ts
      wrote services/checkout.ts
      wrote teams.ts
      "
    `);
    expect(code).toBe(0);
    expect(await crowsnest(folder, ["check"])).toEqual({
      code: 0,
      stdout: "No mistakes in crowsnest.config.ts.\n",
      stderr: "",
    });
    // What it begins with has all that the default coverage policy asks for.
    expect(await crowsnest(folder, ["coverage"])).toMatchObject({ code: 0, stderr: "" });
  });

  it("makes the folder that it is told", async () => {
    const folder = folderWith({ "package.json": "{}" });
    const { code, stderr } = await crowsnest(folder, ["init", "observability/shop"]);
    expect(stderr).toContain("cd observability/shop && ");
    expect(code).toBe(0);
    const written = Object.keys(filesIn(join(folder, "observability", "shop")));
    expect(written).toContain("tsconfig.json");
    expect(written).not.toContain("package.json");
  });

  it("says so when a file is where the folder should be", async () => {
    const folder = folderWith({ file: "" });
    const { code, stderr } = await crowsnest(folder, ["init", "file/below"]);
    expect(stderr).toBe(`Nothing was written: ${join(folder, "file")} is no folder.\n`);
    expect(code).toBe(1);
  });

  it("changes no file that exists", async () => {
    const folder = folderWith({ ".gitignore": "mine\n" });
    await crowsnest(folder, ["init"]);
    writeFileSync(join(folder, "teams.ts"), "mine\n");
    const before = filesIn(folder);
    expect(before[".gitignore"]).toBe("mine\n");
    const { code, stdout, stderr } = await crowsnest(folder, ["init"]);
    expect(stderr).toContain("Nothing was written");
    expect(stderr).toContain("  teams.ts\n");
    expect(stdout).toBe("");
    expect(code).toBe(1);
    expect(filesIn(folder)).toEqual(before);
  });
});
