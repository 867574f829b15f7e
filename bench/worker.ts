import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build as bundle, type Plugin } from "esbuild";
import { build } from "../scripts/build.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** A script that plain Node runs on the built package, as users run it. */
export interface Worker extends AsyncDisposable {
  readonly path: string;
}

/**
 * Builds the package, and a script of this folder that reads it: imports of `../src/…` and of `crowsnest` become
 * those of `dist`, so that what is measured is what is published, without a TypeScript loader.
 */
export async function benchWorker(file: string): Promise<Worker> {
  const built = await build(ROOT);
  if (!built.ok) throw new Error(built.output);
  const path = join(tmpdir(), `crowsnest-bench-${process.pid}-${file.replace(/\.ts$/, "")}.mjs`);
  await bundle({
    entryPoints: [join(ROOT, "bench", file)],
    outfile: path,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
    plugins: [onDist],
  });
  return { path, [Symbol.asyncDispose]: () => rm(path, { force: true }) };
}

const onDist: Plugin = {
  name: "on-dist",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.\/src\// }, ({ path }) => ({
      path: join(ROOT, "dist", path.slice("../src/".length).replace(/\.ts$/, ".js")),
      external: true,
    }));
    onResolve({ filter: /^crowsnest$/ }, () => ({ path: join(ROOT, "dist", "index.js"), external: true }));
  },
};
