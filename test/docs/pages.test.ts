import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PAGES = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "examples/shop/README.md",
  ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

function read(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

describe("the README", () => {
  it("shows a service that `crowsnest init` writes", () => {
    const [, code = ""] = /```ts\n([\s\S]*?)```/.exec(read("README.md")) ?? [];
    expect(code.split("\n").length).toBeGreaterThan(20);
    expect(read("templates/init/services/checkout.ts")).toContain(code);
  });

  it.each(["README.md", "CONTRIBUTING.md"])("names only scripts that there are: %s", (page) => {
    const { scripts } = JSON.parse(read("package.json"));
    const named = [...read(page).matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name);
    expect(named.filter((name) => !(String(name) in scripts))).toEqual([]);
  });
});

describe("the pages", () => {
  it("link only to what is there", () => {
    expect(PAGES.length).toBeGreaterThan(20);
    const broken = PAGES.flatMap((page) =>
      [...read(page).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
        .map(([, target = ""]) => target)
        .filter((target) => !/^[a-z]+:/.test(target))
        .filter((target) => !existsSync(join(ROOT, dirname(page), target)))
        .map((target) => `${page}: ${target}`),
    );
    expect(broken).toEqual([]);
  });
});

describe("the page of the architecture", () => {
  it("has every room with the arrows that the lint rule has", () => {
    const rule = read(".dependency-cruiser.mjs");
    const arrows = new Map(
      [...rule.matchAll(/^ {2}(\w+): \[(.*)\],$/gm)].map(([, room = "", names = ""]) => [
        room,
        names.replaceAll('"', "") || "nothing of ours",
      ]),
    );
    const rows = new Map(
      [...read("docs/architecture.md").matchAll(/^\| `src\/(\w+)` .*\| ([^|]*?) *\|$/gm)].map(
        ([, room = "", names = ""]) => [room, names],
      ),
    );
    const rooms = readdirSync(join(ROOT, "src"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect([...rows.keys()].sort()).toEqual(rooms.sort());
    for (const [room, names] of rows) {
      expect([room, names]).toEqual([room, room === "cli" ? "everything" : arrows.get(room)]);
    }
  });
});
