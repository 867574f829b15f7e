import { ensureTool, type FoundTool, type ToolName } from "../../scripts/tools/ensure.ts";
import { type RunOptions, type RunResult, run as runProgram } from "../../scripts/tools/run.ts";

export type { RunResult } from "../../scripts/tools/run.ts";

const asked = new Map<ToolName, Promise<FoundTool>>();

/** A tool that a test needs, looked for once a process; a missing one fails the test with how to get it. */
export function tool(name: ToolName): Promise<FoundTool> {
  const known = asked.get(name);
  if (known !== undefined) return known;
  const search = ensureTool(name);
  asked.set(name, search);
  return search;
}

/** Runs a program to its end, its exit code a result; `env` is added to the test's own environment. */
export function run(path: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return runProgram(path, args, { ...options, env: { ...process.env, ...options.env } });
}
