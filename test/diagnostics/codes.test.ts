import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { diagnosticCodes } from "../../src/diagnostics/index.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const codes = Object.keys(diagnosticCodes);

/** All TypeScript below a folder but this file and the codes themselves. */
function sources(folder: string): string {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.includes("codes"))
    .map((file) => readFileSync(join(ROOT, folder, file), "utf8"))
    .join("\n");
}

describe("every code", () => {
  it.each(["src", "test"])("is in %s: something gives it, and a test plants it", (folder) => {
    const text = sources(folder);
    expect(codes.length).toBeGreaterThan(70);
    expect(codes.filter((code) => !new RegExp(`(?<![\\w-])${code}(?![\\w-])`).test(text))).toEqual([]);
  });

  it("has an example that is wrong and one that is right", () => {
    for (const info of Object.values(diagnosticCodes)) {
      expect(info.wrong).not.toBe(info.right);
      expect(info.why).toMatch(/\.$/);
      expect(info.title).not.toMatch(/\.$/);
    }
  });
});
