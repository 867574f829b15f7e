import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readRunbookFiles } from "../../src/workspace/runbook-files.ts";
import { temporaryFolder } from "../support/temporary.ts";

describe("runbook files", () => {
  const read = (runbooks: string, prepare: (folder: string) => void) => {
    const folder = temporaryFolder();
    const root = join(folder, "shop");
    mkdirSync(root);
    prepare(folder);
    const service = { runbooks, alerts: [], slos: [] };
    const [file] = readRunbookFiles([service], root).values();
    return JSON.parse(JSON.stringify(file ?? null).replaceAll(folder, ""));
  };

  it("are read from the workspace's folder", () => {
    const prepare = (folder: string) => writeFileSync(join(folder, "shop", "orders.md"), "# Stuck\r\n");
    expect(read("./orders.md#stuck", prepare)).toEqual({ anchors: ["stuck"] });
    expect(read("https://runbooks.example/orders.md", prepare)).toBeNull();
  });

  it("say which is near when one is missing", () => {
    const prepare = (folder: string) => writeFileSync(join(folder, "shop", "orders.md"), "# Stuck\n");
    expect(read("order.md", prepare)).toEqual({
      message: "order.md cannot be read: ENOENT: no such file or directory",
      hint: 'Did you mean "orders.md"? Paths begin at the workspace\'s folder, /shop.',
    });
  });

  it("say nothing of others when one is there and cannot be read", () => {
    const prepare = (folder: string) => {
      writeFileSync(join(folder, "shop", "order.md"), "a".repeat(1_000_001));
      writeFileSync(join(folder, "shop", "orders.md"), "# Stuck\n");
    };
    expect(read("order.md", prepare)).toEqual({
      message: "order.md has 1001 kB, more than somebody who is woken can read",
      hint: "Split it by alert.",
    });
  });

  it("are never read from elsewhere, by whatever way a path leads there", () => {
    const outside = (folder: string) => {
      writeFileSync(join(folder, "secret.md"), "# Secret");
      symlinkSync(join(folder, "secret.md"), join(folder, "shop", "link.md"));
      symlinkSync(folder, join(folder, "shop", "up"));
    };
    for (const path of ["../secret.md", "a/../../secret.md", "link.md", "up/secret.md", "..\\secret.md"]) {
      expect(read(path, outside), path).toEqual({
        message: expect.stringContaining("is outside of the workspace"),
        hint: expect.not.stringContaining("secret.md"),
      });
    }
  });
});
