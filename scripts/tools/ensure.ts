import { join } from "node:path";
import { cacheRoot } from "./cache.ts";
import { type FoundTool, findTool } from "./find.ts";
import { installByWay, installTool } from "./install.ts";
import type { Installer } from "./installers/request.ts";
import { withLock } from "./lock.ts";
import { ToolMissing } from "./missing.ts";
import { type Log, logToStderr, progress } from "./progress.ts";
import { TOOLS, type Tool, type ToolName } from "./registry.ts";

export type { FoundTool } from "./find.ts";
export { ToolMissing } from "./missing.ts";
export type { ToolName } from "./registry.ts";

/** What a test may put in place of the machine. */
export interface EnsureOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly installer?: Installer;
  readonly log?: Log;
}

/** Finds a tool or installs it; throws `ToolMissing`, with how to get it, when neither can be done. */
export async function ensureTool(name: ToolName, options: EnsureOptions = {}): Promise<FoundTool> {
  const { env = process.env, installer = installByWay, log = logToStderr } = options;
  const tool: Tool = TOOLS[name];
  const first = await findTool(name, env);
  if (first.found) return first.found;
  if (tool.ways.length === 0) throw new ToolMissing(name, first.reasons);

  const step = progress(name, log);
  for (const reason of first.reasons) step(reason);
  return withLock(
    join(cacheRoot(env), `${name}.lock`),
    async () => {
      // Another process may have installed it while this one waited.
      const again = await findTool(name, env);
      if (again.found) return again.found;
      const installation = await installTool(tool, env, step, installer);
      if (installation.found) return installation.found;
      throw new ToolMissing(name, [...again.reasons, ...installation.reasons]);
    },
    () => step("another process installs it; waiting"),
  );
}
