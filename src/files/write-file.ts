import { realpathSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { folderRefusal, withStaging } from "./output-folder.ts";
import type { WriteResult } from "./write-tree.ts";

/**
 * Writes one file beside its place and puts it there by a rename, so that a failure leaves what was there before.
 *
 * @param keep says of a file that is there why it stays, such as "is no badge"; `undefined` when it may go
 */
export function writeFileWhole(
  path: string,
  content: string,
  keep: (there: string) => string | undefined,
): WriteResult {
  try {
    const reason = folderRefusal(dirname(path), () => true) ?? fileRefusal(path, keep);
    if (reason !== undefined) {
      return { written: false, reason };
    }
    const target = statSync(path, { throwIfNoEntry: false }) ? realpathSync(path) : resolve(path);
    withStaging(dirname(target), (staging) => {
      const fresh = join(staging, "new");
      writeFileSync(fresh, content);
      renameSync(fresh, target);
    });
    return { written: true };
  } catch (error) {
    if (error instanceof Error && "syscall" in error) {
      // Node says after a comma which call met it, which may name what is there for a moment only.
      return {
        written: false,
        reason: `${path} cannot be written: ${error.message.replace(/, \w+ '.*$/s, "")}`,
      };
    }
    throw error;
  }
}

function fileRefusal(path: string, keep: (there: string) => string | undefined): string | undefined {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there === undefined) {
    return undefined;
  }
  const reason = there.isFile() ? keep(path) : "is no file";
  return reason && `${path} ${reason}`;
}
