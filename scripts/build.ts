import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isMain } from "./is-main.ts";
import { bundlePreviewAssets } from "./preview-assets.ts";
import { run } from "./tools/run.ts";

/** What the compiler said and whether `dist` is now its output. */
export interface BuildResult {
  readonly ok: boolean;
  readonly output: string;
}

/** Compiles a project folder's `tsconfig.build.json` into `dist`; a failed build leaves the old `dist` as it was. */
export async function build(root: string): Promise<BuildResult> {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const dist = join(root, "dist");
  // Beside dist, so that a rename suffices and source maps keep their relative paths.
  const fresh = join(root, `dist.tmp-${process.pid}`);
  const old = join(root, `dist.old-${process.pid}`);
  try {
    const args = [tsc, "-p", join(root, "tsconfig.build.json"), "--outDir", fresh, "--pretty", "false"];
    const result = await run(process.execPath, args, { cwd: root });
    const output = `${result.stdout}${result.stderr}`.trim();
    if (result.code !== 0) return { ok: false, output };
    if (!existsSync(fresh)) return { ok: false, output: "tsc wrote nothing" };
    if (existsSync(join(root, "src", "preview"))) await bundlePreviewAssets(root, fresh);
    await swap(dist, fresh, old);
    return { ok: true, output };
  } finally {
    await Promise.all([fresh, old].map((path) => rm(path, { recursive: true, force: true })));
  }
}

async function swap(dist: string, fresh: string, old: string): Promise<void> {
  const had = existsSync(dist);
  if (had) await rename(dist, old);
  try {
    await rename(fresh, dist);
  } catch (error) {
    if (had) await rename(old, dist);
    throw error;
  }
}

if (isMain(import.meta.url)) {
  const start = performance.now();
  const result = await build(fileURLToPath(new URL("..", import.meta.url)));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stderr.write(`${result.output}${result.output === "" ? "" : "\n"}`);
  process.stderr.write(result.ok ? `built dist in ${seconds} s\n` : "build failed; dist is as it was\n");
  process.exitCode = result.ok ? 0 : 1;
}
