import { existsSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { withStaging } from "./output-folder.ts";

/** Writes one file beside its place and puts it there by a rename: whoever reads it sees the old one or the new one. */
export function replaceFile(path: string, content: string): void {
  const target = existsSync(path) ? realpathSync(path) : resolve(path);
  withStaging(dirname(target), (staging) => {
    const fresh = join(staging, "new");
    writeFileSync(fresh, content);
    renameSync(fresh, target);
  });
}
