import { existsSync, realpathSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { folderRefusal, withStaging } from "./output-folder.ts";
import type { WriteResult } from "./write-tree.ts";

/**
 * Writes one file beside its place and puts it there by a rename, so that a failure leaves what was there before.
 *
 * @param replace whether a file that is there may go
 */
export function writeFileWhole(path: string, content: string, replace: boolean): WriteResult {
  const target = existsSync(path) ? realpathSync(path) : resolve(path);
  const there = statSync(target, { throwIfNoEntry: false });
  if (there !== undefined && !there.isFile()) {
    return { written: false, reason: `${path} is no file` };
  }
  if (there !== undefined && !replace) {
    return { written: false, reason: `${path} is there already` };
  }
  const reason = folderRefusal(dirname(target), () => true);
  if (reason !== undefined) {
    return { written: false, reason };
  }
  withStaging(dirname(target), (staging) => {
    const fresh = join(staging, "new");
    writeFileSync(fresh, content);
    renameSync(fresh, target);
  });
  return { written: true };
}
