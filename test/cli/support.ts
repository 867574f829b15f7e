import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import pc from "picocolors";
import { onTestFinished, vi } from "vitest";
import { runCli } from "../../src/cli/run.ts";
import { type RunResult, run } from "../support/tools.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TSX = new URL("../../node_modules/tsx/dist/loader.mjs", import.meta.url).href;
const MAIN = join(ROOT, "src", "cli", "main.ts");

// Each test starts processes of its own, which takes its time on a machine that has more to do.
vi.setConfig({ testTimeout: 60_000 });

/** A folder of its own for one test, in which "crowsnest" is the package's source. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "crowsnest-cli-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of one of the workspaces beside this file, with further files over it. */
export function workspace(
  name: "valid" | "ten-mistakes",
  files: Readonly<Record<string, string>> = {},
): string {
  const folder = temporaryFolder();
  cpSync(new URL(`workspaces/${name}`, import.meta.url), folder, { recursive: true });
  return write(folder, { "tsconfig.json": tsconfig(), ...files });
}

/** A folder with these files. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  return write(temporaryFolder(), { "tsconfig.json": tsconfig(), ...files });
}

/** The command line from its source, as a program and its arguments. */
export function program(args: readonly string[]): readonly [string, ...string[]] {
  return [process.execPath, "--import", TSX, MAIN, ...args];
}

/** Runs the command line as a process of its own. */
export function crowsnest(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<RunResult> {
  const [command, ...rest] = program(args);
  return run(command, rest, { cwd, env: { GITHUB_WORKSPACE: undefined, ...env } });
}

/** Runs the command line in this process; for commands that load no workspace. */
export async function crowsnestHere(cwd: string, args: readonly string[]): Promise<RunResult> {
  const said = { stdout: "", stderr: "" };
  const colors = pc.createColors(false);
  const code = await runCli(args, {
    cwd,
    colors,
    noteColors: colors,
    result: (text) => {
      said.stdout += text;
    },
    note: (text) => {
      said.stderr += text;
    },
    progress: () => {},
  });
  return { code, ...said };
}

/** Every file below a folder with its bytes, sorted; empty when the folder is not there. */
export function tree(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => [relative(folder, path), readFileSync(path, "utf8")] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

function write(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [path, content] of Object.entries(files)) {
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

function tsconfig(): string {
  const paths = { crowsnest: [join(ROOT, "src", "index.ts")] };
  return JSON.stringify({ compilerOptions: { module: "nodenext", paths } });
}
