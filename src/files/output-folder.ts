import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** What is being written, until it is whole; a process that was killed could not remove its own. */
const STAGING = ".crowsnest-new-";
/** No command writes for as long. */
const LEFT_BEHIND_MS = 3_600_000;

/**
 * Why output must not go to a folder, before anything is changed; `undefined` when it may.
 *
 * @param isOurs tells by the names in a folder whether an earlier run wrote it
 */
export function folderRefusal(
  folder: string,
  isOurs: (names: readonly string[]) => boolean,
): string | undefined {
  const there = nearestThere(folder);
  if (!statSync(there).isDirectory()) {
    return `${there} is no folder`;
  }
  if (there !== resolve(folder)) {
    return undefined;
  }
  const names = readdirSync(folder).filter((name) => !name.startsWith(STAGING));
  return names.length === 0 || isOurs(names)
    ? undefined
    : `${folder} holds files that crowsnest did not write; name another folder, or empty it`;
}

/**
 * Makes a folder and those above it, one after the other: Node's own way to do that (`recursive`) never returns
 * where the system lets nobody make one, such as below `/proc`.
 *
 * @returns the first that was made; `undefined` when all were there
 */
export function makeFolder(folder: string): string | undefined {
  const there = nearestThere(folder);
  const missing: string[] = [];
  for (let path = resolve(folder); path !== there; path = dirname(path)) {
    missing.unshift(path);
  }
  for (const path of missing) {
    makeOne(path);
  }
  return missing[0];
}

/**
 * Gives `write` an empty folder inside of `parent`, so on the same file system, which is gone when it is done. When
 * it fails, the folders that were made above it go too.
 *
 * @returns what `write` returns
 */
export function withStaging<T>(parent: string, write: (staging: string) => T): T {
  const staging = join(parent, `${STAGING}${randomBytes(6).toString("hex")}`);
  let remove = makeFolder(staging) ?? staging;
  try {
    const result = write(staging);
    remove = staging;
    return result;
  } finally {
    rmSync(remove, { force: true, recursive: true });
    removeLeftBehind(parent);
  }
}

function removeLeftBehind(parent: string): void {
  const names = existsSync(parent) ? readdirSync(parent) : [];
  for (const path of names.filter((name) => name.startsWith(STAGING)).map((name) => join(parent, name))) {
    const { mtimeMs = Date.now() } = statSync(path, { throwIfNoEntry: false }) ?? {};
    if (Date.now() - mtimeMs > LEFT_BEHIND_MS) {
      rmSync(path, { force: true, recursive: true });
    }
  }
}

/** The folder, or the nearest above it that is there. */
function nearestThere(folder: string): string {
  let path = resolve(folder);
  while (!existsSync(path) && path !== dirname(path)) {
    path = dirname(path);
  }
  return path;
}

function makeOne(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
      throw error;
    }
  }
}
