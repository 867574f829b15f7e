import { type ChildProcess, spawn } from "node:child_process";

/** How a program ended and all that it said. */
export interface ProgramResult {
  /** Exit code; `null` when the program was ended by a signal. */
  readonly code: number | null;
  readonly stderr: string;
  readonly stdout: string;
}

/** Runs programs, and knows which of them still run. */
export class Programs {
  readonly #running = new Set<ChildProcess>();
  #ended = false;

  /** Runs a program to its end. Every exit code is a result; a program that cannot start rejects. */
  run(path: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<ProgramResult> {
    if (this.#ended) return Promise.reject(new Error("interrupted"));
    return new Promise((resolve, reject) => {
      const child = spawn(path, args, { env, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
      this.#running.add(child);
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
      child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
      child.on("error", (error) => {
        this.#running.delete(child);
        reject(error);
      });
      child.on("close", (code) => {
        this.#running.delete(child);
        resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
      });
    });
  }

  /** Ends every program that runs, at once: there is nothing real that they could leave half done. */
  end(): void {
    this.#ended = true;
    for (const child of this.#running) child.kill("SIGKILL");
  }
}
