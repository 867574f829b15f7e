import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cachedProgram, cacheRoot } from "./cache.ts";
import { askVersion, type FoundTool } from "./find.ts";
import { installWithCollectorBuilder } from "./installers/collector.ts";
import { installWithDebian } from "./installers/debian.ts";
import { installWithGo } from "./installers/go.ts";
import { installWithMaven } from "./installers/maven.ts";
import { installWithNpm } from "./installers/npm.ts";
import type { Installer, InstallRequest, Outcome } from "./installers/request.ts";
import type { Step } from "./progress.ts";
import type { Tool, Way } from "./registry.ts";
import { isAtLeast } from "./version.ts";

const STAGING = ".staging-";
const LEFT_BEHIND_MS = 24 * 3_600_000;

/** What an installation ended in: a tool, or one reason for each way that failed. */
export type Installation =
  | { readonly found: FoundTool }
  | { readonly found?: never; readonly reasons: string[] };

/** Installs with whatever the way asks for. */
export const installByWay: Installer = ({ way, ...rest }) => {
  switch (way.kind) {
    case "go":
      return installWithGo({ ...rest, way });
    case "collector":
      return installWithCollectorBuilder({ ...rest, way });
    case "maven":
      return installWithMaven({ ...rest, way });
    case "npm":
      return installWithNpm({ ...rest, way });
    case "debian":
      return installWithDebian({ ...rest, way });
  }
};

/** Tries a tool's ways in order until one gives a program that is new enough. */
export async function installTool(
  tool: Tool,
  env: NodeJS.ProcessEnv,
  step: Step,
  installer: Installer,
): Promise<Installation> {
  const reasons: string[] = [];
  for (const way of tool.ways) {
    const result = await inStaging(tool, way, env, step, installer);
    if (typeof result !== "string") return { found: result };
    reasons.push(result);
  }
  return { reasons };
}

async function inStaging(
  tool: Tool,
  way: Way,
  env: NodeJS.ProcessEnv,
  step: Step,
  installer: Installer,
): Promise<FoundTool | string> {
  const root = cacheRoot(env);
  await mkdir(root, { recursive: true });
  await sweep(root);
  const staging = await mkdtemp(join(root, STAGING));
  try {
    const request: InstallRequest = { tool, way, staging, env, step };
    const outcome: Outcome = await installer(request);
    if ("reason" in outcome) return outcome.reason;
    const program = "staged" in outcome ? outcome.staged : outcome.installed;
    const version = await askVersion(tool, program, env);
    if (version === undefined) return `what was installed as ${program} does not tell its version`;
    if (!isAtLeast(version, tool.minimum)) {
      return `what was installed as ${program} is ${version}, older than ${tool.minimum}`;
    }
    const path = "staged" in outcome ? await keep(tool, way, program, env) : program;
    step(`installed ${version}`);
    return { path, version, origin: "installed" };
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function keep(tool: Tool, way: Way, staged: string, env: NodeJS.ProcessEnv): Promise<string> {
  const path = cachedProgram(tool, way, env);
  if (path === undefined) throw new Error(`the way ${way.kind} has no place in the cache`);
  if (way.kind === "maven") {
    const folder = dirname(dirname(path));
    await rm(folder, { recursive: true, force: true });
    await rename(dirname(dirname(staged)), folder);
    return path;
  }
  await mkdir(dirname(path), { recursive: true });
  await rename(staged, path);
  return path;
}

/** A build that was killed could not remove its folder; no build takes a day. */
async function sweep(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (!name.startsWith(STAGING)) continue;
    const path = join(root, name);
    // Gone meanwhile is as good.
    const mtimeMs = (await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now();
    if (Date.now() - mtimeMs > LEFT_BEHIND_MS) await rm(path, { recursive: true, force: true });
  }
}
