import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheRoot } from "./cache.ts";
import { withLock } from "./lock.ts";
import { progress } from "./progress.ts";
import { lastLines, run } from "./run.ts";
import { which } from "./which.ts";

const TREES = fileURLToPath(new URL("npm", import.meta.url));
const FILES = ["package.json", "package-lock.json"];
const LIMIT_MS = 10 * 60_000;

/** A set of npm packages that is pinned in `scripts/tools/npm/<name>`, apart from the project's own. */
export type NpmTree = "cdktf-cli" | "cdktn";

/**
 * Installs a pinned set of npm packages into the tools' cache, once for each state of its lock file. No script of
 * any package is run.
 *
 * @returns the folder that holds its `node_modules`
 */
export async function ensureNpmTree(name: NpmTree, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const source = join(TREES, name);
  const lock = await readFile(join(source, "package-lock.json"));
  const digest = createHash("sha256").update(lock).digest("hex").slice(0, 12);
  const tree = join(cacheRoot(env), `${name}-${digest}`);
  const step = progress(name);
  return withLock(
    `${tree}.lock`,
    async () => {
      if (!existsSync(tree)) {
        await install(name, source, tree, env, step);
      }
      return tree;
    },
    () => step("another process installs it; waiting"),
  );
}

async function install(
  name: NpmTree,
  source: string,
  tree: string,
  env: NodeJS.ProcessEnv,
  step: (text: string) => void,
): Promise<void> {
  const npm = which("npm", env);
  if (npm === undefined) {
    throw new Error(`${name} is needed, and installing it needs npm on PATH`);
  }
  await mkdir(cacheRoot(env), { recursive: true });
  const staging = await mkdtemp(`${tree}.staging-`);
  try {
    for (const file of FILES) {
      await copyFile(join(source, file), join(staging, file));
    }
    step("installing from npm");
    const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const installed = await run(npm, args, { cwd: staging, env, timeoutMs: LIMIT_MS });
    if (installed.code !== 0) {
      throw new Error(
        `${name} is needed, and npm ci failed with exit ${installed.code}:\n${lastLines(installed)}\n` +
          "It needs npm's registry once; after that it is in the cache.",
      );
    }
    await rename(staging, tree);
  } finally {
    await rm(staging, { force: true, recursive: true });
  }
}
