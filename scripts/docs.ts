import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { catalogsPage } from "./docs/catalogs.ts";
import { cliPage } from "./docs/cli.ts";
import { diagnosticPages } from "./docs/diagnostics.ts";
import { isMain } from "./is-main.ts";

/** The pages that are made from the code, by path from the project's folder. */
export async function generatedPages(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ["docs/catalogs.md", catalogsPage()],
    ["docs/cli.md", await cliPage()],
    ...diagnosticPages(),
  ]);
}

/** Pages of a generated folder that nothing makes any more. */
export function stalePages(root: string, pages: ReadonlyMap<string, string>): readonly string[] {
  const folder = join(root, "docs", "diagnostics");
  const present = existsSync(folder) ? readdirSync(folder) : [];
  return present.map((name) => `docs/diagnostics/${name}`).filter((path) => !pages.has(path));
}

if (isMain(import.meta.url)) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const pages = await generatedPages();
  for (const path of stalePages(root, pages)) {
    rmSync(join(root, path));
    process.stderr.write(`removed ${path}\n`);
  }
  for (const [path, content] of pages) {
    const target = join(root, path);
    if (!existsSync(target) || readFileSync(target, "utf8") !== content) {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
      process.stderr.write(`wrote ${path}\n`);
    }
  }
}
