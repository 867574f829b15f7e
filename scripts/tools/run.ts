import { spawn } from "node:child_process";
import { constants } from "node:os";

/** What a program needs besides its arguments; `env` replaces the whole environment. */
export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
  /** The user that it runs as. Default: the one that asks. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** How a program ended and all that it said. */
export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. A non-zero exit is a result; only a program that cannot start rejects. */
export function run(path: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      timeout: options.timeoutMs,
      ...options.user,
      stdio: "pipe",
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    // A program may end without reading its input; its exit code tells the rest.
    child.stdin.on("error", () => {});
    child.on("error", reject);
    child.on("close", (code, signal) => {
      resolve({
        code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]),
        stdout: Buffer.concat(stdout).toString("utf8"),
        stderr: Buffer.concat(stderr).toString("utf8"),
      });
    });
    child.stdin.end(options.input ?? "");
  });
}

/** The last lines of what a program said, for a message about why it failed. */
export function lastLines(result: RunResult, count = 12): string {
  const lines = `${result.stdout}\n${result.stderr}`.trim().split("\n");
  return lines.slice(-count).join("\n");
}
