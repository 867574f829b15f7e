import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";

/** A file to write. */
export interface OutputFile {
  /** Relative to the output folder, with forward slashes. */
  readonly path: string;
  readonly content: string;
}

/** Whether a folder was written; a refusal changed nothing. */
export type WriteResult = { readonly written: true } | { readonly written: false; readonly reason: string };

/** What tells a folder of ours from anybody else's; without it a folder with content is never replaced. */
export const MARKER_FILE = ".crowsnest";
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
  const reason = refusal(target);
  if (reason !== undefined) {
    return { written: false, reason };
  }
  // Siblings, so that a rename suffices.
  const fresh = sibling(target, "new");
  const old = sibling(target, "old");
  try {
    mkdirSync(fresh, { recursive: true });
    fill(fresh);
    writeFileSync(join(fresh, MARKER_FILE), MARKER_TEXT);
    swap(target, fresh, old);
    return { written: true };
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
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

function refusal(target: string): string | undefined {
  if (isInside(process.cwd(), target)) {
    return `${target} is the folder you stand in, or holds it`;
  }
  if (!existsSync(target)) {
    return undefined;
  }
  if (!lstatSync(target).isDirectory()) {
    return `${target} is no folder`;
  }
  const entries = readdirSync(target);
  return entries.length === 0 || entries.includes(MARKER_FILE)
    ? undefined
    : `${target} holds files that crowsnest did not write`;
}

function sibling(target: string, what: string): string {
  return join(dirname(target), `.${basename(target)}.${what}-${process.pid}`);
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
