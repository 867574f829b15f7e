import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { BUILT_FOLDERS } from "../../scripts/docs/cli.ts";
import { generatedPages, stalePages } from "../../scripts/docs.ts";
import { artifactFiles } from "../../src/files/index.ts";
import { compiledElkShop, compiledShop } from "../support/shop.ts";

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

describe("the folders that build writes", () => {
  it("are all named, and are there in the example with either store of logs", async () => {
    const compiled = [await compiledShop(), await compiledElkShop()];
    const paths = compiled.flatMap(artifactFiles).map(({ path }) => path.split("/").slice(1).join("/"));
    const folders = BUILT_FOLDERS.map(([folder]) => `${folder}/`);
    expect(paths.filter((path) => !folders.some((folder) => path.startsWith(folder)))).toEqual([]);
    const missing = folders.filter((folder) => !paths.some((path) => path.startsWith(folder)));
    // No service of the example logs outside of the cluster, and tests of rules are written apart from artifacts.
    expect(missing).toEqual(["collector/hosts/", "prometheus/tests/"]);
  });
});
