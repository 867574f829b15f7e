import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type GoWay, packageOf, TOOLS, type Tool } from "../../scripts/tools/registry.ts";
import { isAtLeast } from "../../scripts/tools/version.ts";

const tools: [string, Tool][] = Object.entries(TOOLS);
const built = tools.flatMap(([name, tool]) =>
  tool.ways.filter((way): way is GoWay => way.kind === "go").map((way) => [name, way] as const),
);

function read(way: GoWay, file: string): string {
  return readFileSync(new URL(`../../scripts/tools/go/${way.folder}/${file}`, import.meta.url), "utf8");
}

describe("the tools' pinned Go modules", () => {
  it.each(built)("%s has the registry's version, with its checksum", (_, way) => {
    expect(read(way, "go.mod")).toContain(`\t${way.module} ${way.version} // indirect\n`);
    expect(read(way, "go.sum")).toMatch(new RegExp(`^${way.module} ${way.version} h1:\\S+$`, "m"));
  });

  it.each(built)("%s is a tool of its module", (_, way) => {
    expect(read(way, "go.mod")).toMatch(new RegExp(`^(tool |\\t)${packageOf(way)}$`, "m"));
  });
});

describe("the collector's components", () => {
  const { folder, version } = TOOLS.otelcol.ways[0];
  const lines = (file: string) =>
    readFileSync(new URL(`../../scripts/tools/go/${folder}/${file}`, import.meta.url), "utf8").split("\n");
  const components = lines("builder.yaml").flatMap(
    (line) => /gomod: (\S+) (v\S+)$/.exec(line)?.slice(1) ?? [],
  );

  it("are pinned in its module, at the builder's version", () => {
    expect(components.length).toBeGreaterThan(20);
    expect(lines("go.mod").join("\n")).toContain(`go.opentelemetry.io/collector/cmd/builder ${version}`);
    for (let index = 0; index < components.length; index += 2) {
      expect(lines("go.mod")).toContain(`\t${components[index]} ${components[index + 1]}`);
    }
  });
});

describe("the registry", () => {
  it("tells how to get every tool by hand", () => {
    for (const [, tool] of tools) expect(tool.byHand).toMatch(/^[A-Z].+\.$/);
  });

  it("installs npm packages no older than the minimum", () => {
    const { minimum, ways } = TOOLS.node24;
    for (const way of ways) expect(isAtLeast(way.version, minimum)).toBe(true);
  });
});
