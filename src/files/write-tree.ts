import { existsSync, mkdirSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { folderRefusal, withStaging } from "./output-folder.ts";

/** A file to write. */
export interface OutputFile {
  /** Relative to the output folder, with forward slashes. */
  readonly path: string;
  readonly content: string;
}

/** Whether a folder was written; a refusal changed nothing. */
export type WriteResult = { readonly written: true } | { readonly written: false; readonly reason: string };

/** What tells a folder of ours from anybody else's; without it a folder with content is never replaced. */
const MARKER_FILE = ".crowsnest";
const MARKER_TEXT = "Written by crowsnest. The next run replaces this whole folder.\n";

/**
 * Makes a folder hold these files and nothing else. They are written beside it and put in its place by a rename,
 * so that a failure leaves what was there before.
 */
export function writeTree(directory: string, files: readonly OutputFile[]): WriteResult {
  return replaceTree(directory, (fresh) => {
    const folders = new Set<string>();
    for (const { path, content } of files) {
      const target = targetOf(fresh, path);
      const folder = dirname(target);
      if (!folders.has(folder)) {
        mkdirSync(folder, { recursive: true });
        folders.add(folder);
      }
      writeFileSync(target, content, { flag: "wx" });
    }
  });
}

/**
 * The same for whoever writes files itself.
 *
 * @param fill writes into an empty folder, whose path it is given
 */
export function replaceTree(directory: string, fill: (fresh: string) => void): WriteResult {
  const target = existsSync(directory) ? realpathSync(directory) : resolve(directory);
  const reason = isInside(process.cwd(), target)
    ? `${target} is the folder you stand in, or holds it`
    : folderRefusal(target, (names) => names.includes(MARKER_FILE));
  if (reason !== undefined) {
    return { written: false, reason };
  }
  // Beside the target, so that a rename suffices.
  withStaging(dirname(target), (staging) => {
    const fresh = join(staging, "new");
    mkdirSync(fresh);
    fill(fresh);
    writeFileSync(join(fresh, MARKER_FILE), MARKER_TEXT);
    swap(target, fresh, join(staging, "old"));
  });
  return { written: true };
}

function swap(target: string, fresh: string, old: string): void {
  const had = existsSync(target);
  if (had) {
    renameSync(target, old);
  }
  try {
    renameSync(fresh, target);
  } catch (error) {
    if (had) {
      renameSync(old, target);
    }
    throw error;
  }
}

function targetOf(fresh: string, path: string): string {
  const target = resolve(fresh, path);
  if (target === fresh || !isInside(target, fresh)) {
    throw new Error(`an output path leaves its folder: ${path}`);
  }
  return target;
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && resolve(folder, way) === path;
}
