import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { executableName } from "./cache.ts";

/** The first program of that name on PATH, then in further folders, or undefined. */
export function which(
  program: string,
  env: NodeJS.ProcessEnv,
  folders: readonly string[] = [],
): string | undefined {
  return [...(env.PATH ?? "").split(delimiter), ...folders]
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, executableName(program)))
    .find(isExecutable);
}

/** Whether a path is a file that may be run. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
