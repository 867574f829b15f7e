import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { generatedPages, stalePages } from "../../scripts/docs.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

describe("the generated pages", () => {
  it("are what the code says; `npm run docs` makes them so", async () => {
    const pages = await generatedPages();
    expect(pages.size).toBeGreaterThan(20);
    expect(stalePages(ROOT, pages)).toEqual([]);
    for (const [path, content] of pages) {
      const present = existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), "utf8") : "";
      expect(present, path).toBe(content);
    }
  });
});
