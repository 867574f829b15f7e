import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { folderRefusal, makeFolder } from "../../files/output-folder.ts";
import { type CliContext, EXIT } from "../context.ts";

const TEMPLATE = fileURLToPath(new URL("../../../templates/init", import.meta.url));
// npm leaves files of this name out of packages, so it is kept without its dot.
const DOTTED: Readonly<Record<string, string>> = { gitignore: ".gitignore" };
/** What a folder may have already; it stays as it is. */
const SHARED: ReadonlySet<string> = new Set([".gitignore", "package.json", "tsconfig.json"]);

interface NewFile {
  readonly path: string;
  readonly content: string;
}

/** `crowsnest init`: a small workspace that passes every check, to be changed into one's own. */
export function registerInit(program: Command, context: CliContext): void {
  program
    .command("init")
    .summary("write a first workspace")
    .description("Writes a small workspace that passes every check, to be changed into your own.")
    .argument("[dir]", "Folder to write it to; it is made when it is not there.", ".")
    .addHelpText("after", "\nNo file that exists is changed; when a definition exists, nothing is written.")
    .action((dir: string) => {
      context.exitCode = init(context, dir);
    });
}

function init({ terminal }: CliContext, dir: string): number {
  const folder = resolve(terminal.cwd, dir);
  const refusal = folderRefusal(folder, () => true);
  if (refusal !== undefined) {
    terminal.note(`Nothing was written: ${refusal}.\n`);
    return EXIT.failed;
  }
  const files = [...template(), ...manifest(folder)].sort((a, b) => (a.path < b.path ? -1 : 1));
  const present = files.filter(({ path }) => existsSync(join(folder, path)));
  const inTheWay = present.filter(({ path }) => !SHARED.has(path));
  if (inTheWay.length > 0) {
    const names = inTheWay.map(({ path }) => `  ${path}\n`).join("");
    terminal.note(`Nothing was written, for these are there already:\n${names}`);
    return EXIT.failed;
  }
  for (const { path, content } of files.filter((file) => !present.includes(file))) {
    const target = join(folder, path);
    makeFolder(dirname(target));
    writeFileSync(target, content, { flag: "wx" });
    terminal.result(`wrote ${path}\n`);
  }
  for (const { path } of present) {
    terminal.note(`kept ${path} as it is\n`);
  }
  const enter = dir === "." ? "" : `cd ${dir} && `;
  terminal.note(
    canImport(folder)
      ? `Next: ${enter}crowsnest check\n`
      : `Next: install the package crowsnest in ${dir === "." ? "this folder" : dir}, then ${enter}npx crowsnest check\n`,
  );
  return EXIT.ok;
}

function template(): readonly NewFile[] {
  return readdirSync(TEMPLATE, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(TEMPLATE, path)).isFile())
    .map((path) => ({
      path: DOTTED[path] ?? path.replaceAll(sep, "/"),
      content: readFileSync(join(TEMPLATE, path), "utf8"),
    }));
}

/** A `package.json` that makes the folder's files modules, unless one governs it already. */
function manifest(folder: string): readonly NewFile[] {
  for (let above = folder; ; above = dirname(above)) {
    if (existsSync(join(above, "package.json"))) {
      return [];
    }
    if (above === dirname(above)) {
      const content = { private: true, type: "module" };
      return [{ path: "package.json", content: `${JSON.stringify(content, null, 2)}\n` }];
    }
  }
}

function canImport(folder: string): boolean {
  try {
    createRequire(join(folder, "crowsnest.config.ts")).resolve("crowsnest/package.json");
    return true;
  } catch {
    return false;
  }
}
