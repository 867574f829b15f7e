import { copyFile, mkdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { executableName } from "../cache.ts";
import { type GoWay, packageOf } from "../registry.ts";
import { lastLines, run } from "../run.ts";
import { isAtLeast } from "../version.ts";
import { which } from "../which.ts";
import type { InstallRequest, Outcome } from "./request.ts";

const MODULES = fileURLToPath(new URL("../go", import.meta.url));
/** How long a build may take on a slow machine with a cold cache. */
export const BUILD_LIMIT_MS = 45 * 60_000;

/** A copy of a pinned module in the staging folder, and a Go that is new enough for it. */
export interface PreparedModule {
  readonly bin: string;
  readonly env: NodeJS.ProcessEnv;
  readonly go: string;
  readonly module: string;
  readonly version: string;
}

/** Copies a pinned module, so that a build never touches its files, and looks for Go. */
export async function prepareModule(
  { env: given, staging }: InstallRequest,
  folder: string,
  files: readonly string[],
): Promise<PreparedModule | { readonly reason: string }> {
  const module = join(staging, "module");
  const bin = join(staging, "bin");
  await mkdir(module);
  for (const file of files) {
    await copyFile(join(MODULES, folder, file), join(module, file));
  }
  const env: NodeJS.ProcessEnv = { ...given, GOBIN: bin, GOWORK: "off" };
  // Go refuses GOBIN when it builds for another machine.
  delete env.GOOS;
  delete env.GOARCH;

  const needed = goVersionNeeded(await readFile(join(module, "go.mod"), "utf8"));
  const advice = `building it needs Go ${needed} or newer (https://go.dev/dl)`;
  const go = which("go", env);
  if (go === undefined) return { reason: `${advice}, and PATH has no go` };
  const version = /go(\d\S*)/.exec((await run(go, ["version"], { cwd: module, env })).stdout)?.[1];
  if (version === undefined || !isAtLeast(version, needed)) {
    return { reason: `${advice}, and ${go} is ${version ?? "of no known version"}` };
  }
  return { bin, env, go, module, version };
}

/** Builds a program from its pinned module with the machine's own Go. */
export async function installWithGo(request: InstallRequest<GoWay>): Promise<Outcome> {
  const { way, step } = request;
  const prepared = await prepareModule(request, way.folder, ["go.mod", "go.sum"]);
  if ("reason" in prepared) return prepared;
  const { bin, env, go, module, version } = prepared;

  step(`building ${packageOf(way)} ${way.version} with Go ${version}, minutes when Go's cache is cold`);
  const built = await run(go, buildArguments(way), { cwd: module, env, timeoutMs: BUILD_LIMIT_MS });
  if (built.code !== 0) return { reason: `go install failed with exit ${built.code}:\n${lastLines(built)}` };
  return { staged: join(bin, executableName(basename(packageOf(way)))) };
}

/** The Go release that a `go.mod` asks for. */
export function goVersionNeeded(goMod: string): string {
  const version = /^go (\S+)$/m.exec(goMod)?.[1];
  if (version === undefined) throw new Error("go.mod has no go line");
  return version;
}

function buildArguments(way: GoWay): string[] {
  const stamps = way.stamps.map((stamp) => ` -X ${stamp}`).join("");
  const tags = way.tags === undefined ? [] : ["-tags", way.tags.join(",")];
  // Without symbols a program links faster and is a third smaller.
  return ["install", "-mod=readonly", ...tags, `-ldflags=-s -w${stamps}`, packageOf(way)];
}
