import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pc from "picocolors";
import { vi } from "vitest";
import { runCli } from "../../src/cli/run.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { type RunResult, run } from "../support/tools.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TSX = new URL("../../node_modules/tsx/dist/loader.mjs", import.meta.url).href;
const MAIN = join(ROOT, "src", "cli", "main.ts");

/** A copy of one of the workspaces beside this file, with further files over it. */
export function workspace(
  name: "valid" | "ten-mistakes" | "every-slo",
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

/** Runs the command line as a process of its own, as users do; for what only a process shows, since it takes its time. */
export function crowsnestProcess(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<RunResult> {
  const [command, ...rest] = program(args);
  return run(command, rest, { cwd, env: { GITHUB_WORKSPACE: undefined, ...env } });
}

/** Runs the command line in this process, on a day of its own where a test says so. */
export async function crowsnest(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  now: () => Date = () => new Date(),
): Promise<RunResult> {
  const said = { stdout: "", stderr: "" };
  const colors = pc.createColors(false);
  for (const [name, value] of Object.entries({ GITHUB_WORKSPACE: undefined, ...env })) {
    vi.stubEnv(name, value);
  }
  try {
    const terminal = {
      cwd,
      colors,
      noteColors: colors,
      result: (text: string) => {
        said.stdout += text;
      },
      note: (text: string) => {
        said.stderr += text;
      },
      progress: () => {},
    };
    const code = await runCli(args, terminal, now);
    return { code, ...said };
  } finally {
    vi.unstubAllEnvs();
  }
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
