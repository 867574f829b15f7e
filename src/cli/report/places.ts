import { isAbsolute, relative, sep } from "node:path";

/** A file as somebody who stands in `root` names it, with forward slashes; one outside keeps its whole path. */
export function shownPath(file: string, root: string): string {
  const way = relative(root, file);
  const shown = way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way) ? file : way;
  return shown.replaceAll(sep, "/");
}
