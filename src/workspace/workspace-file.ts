import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { messageOf } from "./thrown.ts";

/** Why a file cannot be read, and what to do. */
export interface FileProblem {
  readonly message: string;
  readonly hint: string;
}

/** A kind of file, for what is said of one that is too large. */
interface FileKind {
  readonly largestBytes: number;
  readonly tooLarge: { readonly than: string; readonly hint: string };
}

/**
 * Reads a file that a definition names.
 *
 * @param root folder of the workspace; no file outside of it is ever read
 */
export function readWorkspaceFile(
  root: string | undefined,
  path: string,
  { largestBytes, tooLarge }: FileKind,
): FileProblem | { readonly text: string } {
  if (root === undefined) {
    return {
      message: `${path} cannot be found: nobody knows where the workspace was defined`,
      hint: "Call defineWorkspace in a file.",
    };
  }
  const outside = {
    message: `${path} is outside of the workspace`,
    hint: `Put the file below ${root}, and write its path from there.`,
  };
  const file = join(root, path);
  if (isAbsolute(path) || leaves(root, file)) {
    return outside;
  }
  try {
    const real = realpathSync(file);
    // A link may lead anywhere.
    if (leaves(realpathSync(root), real)) {
      return outside;
    }
    const { size } = statSync(real);
    if (size > largestBytes) {
      const message = `${path} has ${Math.ceil(size / 1_000)} kB, more than ${tooLarge.than}`;
      return { message, hint: tooLarge.hint };
    }
    return { text: readFileSync(real, "utf8").replace(/^\uFEFF/, "") };
  } catch (error) {
    return {
      message: `${path} cannot be read: ${messageOf(error)
        .replace(/^Error: /, "")
        .replace(/, \w+( '.*')?$/, "")}`,
      hint: `Paths begin at the workspace's folder, ${root}.`,
    };
  }
}

/** Names in a folder of the workspace; none where it is not below the workspace's own, or not there. */
export function namesIn(root: string | undefined, folder: string): readonly string[] {
  try {
    if (root === undefined) {
      return [];
    }
    const real = realpathSync(join(root, folder));
    const own = realpathSync(root);
    return real === own || !leaves(own, real) ? readdirSync(real) : [];
  } catch {
    return [];
  }
}

function leaves(root: string, file: string): boolean {
  const way = relative(root, file);
  return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way) || way === "";
}
