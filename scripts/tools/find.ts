import { resolve } from "node:path";
import { cachedProgram } from "./cache.ts";
import { overrideVariable, ToolMissing } from "./missing.ts";
import { TOOLS, type Tool, type ToolName } from "./registry.ts";
import { run } from "./run.ts";
import { isAtLeast, versionIn } from "./version.ts";
import { isExecutable, which } from "./which.ts";

/** Where a tool came from. */
export type Origin = "override" | "PATH" | "cache" | "installed";

/** A tool that is ready to run. */
export interface FoundTool {
  readonly path: string;
  readonly version: string;
  readonly origin: Origin;
}

/** A tool that is ready, or why each place that was looked at does not have it. */
export type Search = { readonly found: FoundTool } | { readonly found?: never; readonly reasons: string[] };

/** Looks at the override, PATH and the cache, in that order, and installs nothing. */
export async function findTool(name: ToolName, env: NodeJS.ProcessEnv): Promise<Search> {
  const tool: Tool = TOOLS[name];
  const override = env[overrideVariable(name)];
  if (override !== undefined && override !== "") {
    return { found: await overridden(name, resolve(override), env) };
  }
  const reasons: string[] = [];
  for (const program of tool.programs) {
    const path = which(program, env, tool.folders);
    if (path === undefined) continue;
    const version = await askVersion(tool, path, env);
    const refusal = refuse(tool, path, version);
    if (refusal === undefined && version !== undefined) return { found: { path, version, origin: "PATH" } };
    if (refusal !== undefined) reasons.push(refusal);
  }
  if (reasons.length === 0) reasons.push(`PATH has no ${tool.programs.join(", ")}`);
  const cached = await findCached(tool, env);
  return cached === undefined ? { reasons } : { found: cached };
}

/** What a program says its version is; undefined when it does not run or names none. */
export async function askVersion(
  tool: Tool,
  path: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  // Terraform would otherwise ask its makers whether it is outdated.
  const quiet = { ...env, CHECKPOINT_DISABLE: "1" };
  const result = await run(path, tool.ask.args, { env: quiet, timeoutMs: 30_000 }).catch(() => undefined);
  if (result === undefined || result.code !== 0) return undefined;
  return versionIn(result.stdout, tool.ask.answer) ?? versionIn(result.stderr, tool.ask.answer);
}

async function overridden(name: ToolName, path: string, env: NodeJS.ProcessEnv): Promise<FoundTool> {
  const variable = overrideVariable(name);
  if (!isExecutable(path)) {
    throw new ToolMissing(name, [`${variable} names ${path}, which is not a program that can be run`]);
  }
  const version = await askVersion(TOOLS[name], path, env);
  const refusal = refuse(TOOLS[name], path, version);
  if (refusal !== undefined || version === undefined)
    throw new ToolMissing(name, [`${variable}: ${refusal}`]);
  return { path, version, origin: "override" };
}

async function findCached(tool: Tool, env: NodeJS.ProcessEnv): Promise<FoundTool | undefined> {
  for (const way of tool.ways) {
    const path = cachedProgram(tool, way, env);
    if (path === undefined || !isExecutable(path)) continue;
    const version = await askVersion(tool, path, env);
    if (version !== undefined && isAtLeast(version, tool.minimum)) return { path, version, origin: "cache" };
  }
  return undefined;
}

function refuse(tool: Tool, path: string, version: string | undefined): string | undefined {
  if (version === undefined) {
    return `${path} does not tell its version (asked with ${tool.ask.args.join(" ")})`;
  }
  if (isAtLeast(version, tool.minimum)) return undefined;
  return `${path} is ${version}, older than ${tool.minimum}`;
}
