import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { Tool, Way } from "./registry.ts";

const GO_OS: Readonly<Record<string, string>> = { win32: "windows" };
const GO_ARCH: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386" };

/** The folder that holds every tool the project installed itself. */
export function cacheRoot(env: NodeJS.ProcessEnv): string {
  const base = env.XDG_CACHE_HOME || join(env.HOME || homedir(), ".cache");
  return resolve(base, "crowsnest-tools");
}

/** Where a way puts a tool's program, or undefined for a way that installs into the system. */
export function cachedProgram(tool: Tool, way: Way, env: NodeJS.ProcessEnv): string | undefined {
  if (way.kind === "debian") return undefined;
  const source = way.kind === "go" ? way.module.slice(way.module.lastIndexOf("/") + 1) : tool.programs[0];
  const os = GO_OS[process.platform] ?? process.platform;
  const arch = GO_ARCH[process.arch] ?? process.arch;
  const parts = partsOf(way);
  const folder = `${source}@${way.version}${parts}-${os}-${arch}`;
  return join(cacheRoot(env), folder, "bin", executableName(tool.programs[0]));
}

/** A collector of the same version with other components is another program, as is a server that starts otherwise. */
function partsOf(way: Way): string {
  switch (way.kind) {
    case "collector":
      return `-${hashOf(`go/${way.folder}/builder.yaml`)}`;
    case "maven":
      return `-${hashOf(`maven/${way.folder}/Server.java`)}`;
    default:
      return "";
  }
}

function hashOf(file: string): string {
  const content = readFileSync(new URL(`./${file}`, import.meta.url));
  return createHash("sha256").update(content).digest("hex").slice(0, 8);
}

/** A program's file name on this platform. */
export function executableName(program: string): string {
  return process.platform === "win32" ? `${program}.exe` : program;
}
