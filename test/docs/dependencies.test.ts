import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

describe("the package's dependencies", () => {
  it("hold whatever the published code imports when it runs", () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const imported = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
      // The pages' own script is bundled whole.
      .filter((file) => file.endsWith(".ts") && !file.startsWith(join("preview", "browser")))
      .flatMap((file) => importsOf(readFileSync(join(ROOT, "src", file), "utf8")));
    const packages = new Set(imported.filter((name) => !isBuiltin(name)));
    expect(packages.size).toBeGreaterThan(10);
    expect([...packages].filter((name) => !Object.hasOwn(dependencies, name))).toEqual([]);
  });
});

/** Packages that a module imports for more than types. */
function importsOf(source: string): readonly string[] {
  const statements = source.matchAll(
    /^(?:import|export)\s+(?!type\b)[^;]*?from "([^."][^"]*)";|import\("([^."][^"]*)"\)/gms,
  );
  return [...statements].map(([, fixed, lazy]) => packageOf(fixed ?? lazy ?? ""));
}

function packageOf(specifier: string): string {
  const parts = specifier.split("/");
  return parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}
