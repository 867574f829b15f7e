import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { replaceTree, writeTree } from "../../src/files/write-tree.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "crowsnest-tree-test-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const files = [{ path: "a/b.yaml", content: "b" }];

function entries(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
}

describe("writeTree", () => {
  it("makes the folder hold the files and its mark", () => {
    expect(writeTree(join(root, "deep", "out"), files)).toEqual({ written: true });
    expect(entries(root)).toEqual([
      "deep",
      "deep/out",
      "deep/out/.crowsnest",
      "deep/out/a",
      "deep/out/a/b.yaml",
    ]);
  });

  it("replaces what it wrote, and an empty folder", () => {
    const out = join(root, "out");
    mkdirSync(out);
    writeTree(out, files);
    writeTree(out, [{ path: "c.yaml", content: "c" }]);
    expect(entries(root)).toEqual(["out", "out/.crowsnest", "out/c.yaml"]);
  });

  it("goes through a link to a folder, and leaves the link", () => {
    mkdirSync(join(root, "real"));
    symlinkSync(join(root, "real"), join(root, "out"));
    writeTree(join(root, "out"), files);
    expect(entries(join(root, "real"))).toContain("a/b.yaml");
    expect(readFileSync(join(root, "out", "a", "b.yaml"), "utf8")).toBe("b");
  });

  it.each([
    [
      "a folder with other files",
      (out: string) => {
        mkdirSync(out);
        writeFileSync(join(out, "thesis.txt"), "");
      },
    ],
    ["a file", (out: string) => writeFileSync(out, "")],
  ])("leaves %s alone", (_what, prepare) => {
    const out = join(root, "out");
    prepare(out);
    const before = entries(root);
    expect(writeTree(out, files)).toMatchObject({ written: false });
    expect(entries(root)).toEqual(before);
  });

  it("says so when a file is where a folder above should be", () => {
    writeFileSync(join(root, "file"), "");
    const refused = { written: false, reason: `${join(root, "file")} is no folder` };
    expect(writeTree(join(root, "file", "out"), files)).toEqual(refused);
    expect(writeTree(join(root, "file", "deep", "out"), files)).toEqual(refused);
  });

  it("comes to an end where the system lets nobody make a folder", () => {
    expect(() => writeTree("/proc/nobody/out", files)).toThrow(/mkdir '\/proc\/nobody'/);
  });

  it("removes what killed runs left behind, and nothing of a run that still goes on", () => {
    const [old, young] = [join(root, ".crowsnest-new-old"), join(root, ".crowsnest-new-young")];
    for (const folder of [old, young]) {
      mkdirSync(join(folder, "new"), { recursive: true });
    }
    const yesterday = Date.now() / 1_000 - 86_400;
    utimesSync(old, yesterday, yesterday);
    writeTree(join(root, "out"), files);
    expect(readdirSync(root).sort()).toEqual([".crowsnest-new-young", "out"]);
  });

  it("does not take away the folder one stands in", () => {
    expect(writeTree(process.cwd(), files)).toMatchObject({ written: false });
    expect(writeTree("/", files)).toMatchObject({ written: false });
  });

  it("leaves what was there when writing fails", () => {
    const out = join(root, "out");
    writeTree(out, files);
    const twice = [...files, ...files];
    expect(() => writeTree(out, twice)).toThrow("EEXIST");
    expect(() => writeTree(out, [{ path: "../escape.yaml", content: "" }])).toThrow("leaves its folder");
    expect(() =>
      replaceTree(out, () => {
        throw new Error("disk full");
      }),
    ).toThrow("disk full");
    expect(() => writeTree(join(root, "deep", "new"), twice)).toThrow("EEXIST");
    expect(entries(root)).toEqual(["out", "out/.crowsnest", "out/a", "out/a/b.yaml"]);
  });
});
