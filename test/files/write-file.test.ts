import { lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { writeFileWhole } from "../../src/files/index.ts";
import { temporaryFolder } from "../support/temporary.ts";

let root: string;

beforeEach(() => {
  root = temporaryFolder();
});

describe("writeFileWhole", () => {
  const replace = () => undefined;

  it("writes a file with the folders above it, and through a link", () => {
    const [file, link] = [join(root, "deep", "file"), join(root, "link")];
    expect(writeFileWhole(file, "a", replace)).toEqual({ written: true });
    symlinkSync(file, link);
    expect(writeFileWhole(link, "b", replace)).toEqual({ written: true });
    expect(readFileSync(file, "utf8")).toBe("b");
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readdirSync(root).sort()).toEqual(["deep", "link"]);
  });

  it("asks of a file that is there, and of no other, whether it stays", () => {
    const file = join(root, "file");
    writeFileSync(file, "mine");
    expect(writeFileWhole(file, "b", (there) => `holds ${readFileSync(there, "utf8")}`)).toEqual({
      written: false,
      reason: `${file} holds mine`,
    });
    expect(writeFileWhole(root, "b", replace)).toEqual({ written: false, reason: `${root} is no file` });
    expect(writeFileWhole(join(root, "new"), "b", () => "is not there")).toEqual({ written: true });
    expect(readFileSync(file, "utf8")).toBe("mine");
  });

  it("says in words what the system refuses, and leaves nothing", () => {
    expect(writeFileWhole("/proc/file", "", replace)).toEqual({
      written: false,
      reason: "/proc/file cannot be written: ENOENT: no such file or directory",
    });
    const name = "a".repeat(300);
    expect(writeFileWhole(join(root, name), "", replace)).toMatchObject({
      written: false,
      reason: expect.stringMatching(/a cannot be written: ENAMETOOLONG: [\w ]+$/),
    });
    expect(readdirSync(root)).toEqual([]);
  });
});
