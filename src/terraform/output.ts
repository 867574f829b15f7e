import { existsSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { folderRefusal, makeFolder, withStaging } from "../files/index.ts";

/** Names in the standard layout of cdktf's output. */
export const MANIFEST_FILE = "manifest.json";
export const STACKS_FOLDER = "stacks";
export const STACK_FILE = "cdk.tf.json";

/** What Terraform and cdktf leave in the folder of a stack and can make again. */
const REMAKABLE = [STACK_FILE, ".terraform", ".terraform.lock.hcl", "plan"];

/**
 * Why stacks must not be written to a folder: it holds something, and no manifest of cdktf's says that it is for
 * stacks.
 */
export function outputRefusal(outdir: string): string | undefined {
  return folderRefusal(outdir, (names) => names.includes(MANIFEST_FILE) && listsStacks(outdir));
}

function listsStacks(outdir: string): boolean {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(outdir, MANIFEST_FILE), "utf8"));
    return typeof manifest === "object" && manifest !== null && "stacks" in manifest;
  } catch {
    return false;
  }
}

/**
 * Writes an output folder with `write`, which gets a folder of its own inside of it. Only when all is written are
 * the files moved to their places: a failure leaves the output as it was. What else lies in the folder of a stack,
 * such as Terraform's `.terraform`, stays; stacks that are gone lose theirs.
 *
 * @returns what `write` returns
 */
export function replaceOutput<T>(outdir: string, write: (staging: string) => T): T {
  return withStaging(outdir, (staging) => {
    const result = write(staging);
    moveInto(outdir, staging);
    return result;
  });
}

function moveInto(outdir: string, staging: string): void {
  const stacks = join(outdir, STACKS_FOLDER);
  const made = readdirSync(join(staging, STACKS_FOLDER));
  for (const name of existsSync(stacks) ? readdirSync(stacks) : []) {
    if (!made.includes(name)) {
      removeStack(join(stacks, name));
    }
  }
  // The manifest last: it names only stacks that are there.
  for (const path of [...made.map((name) => join(STACKS_FOLDER, name, STACK_FILE)), MANIFEST_FILE]) {
    makeFolder(dirname(join(outdir, path)));
    renameSync(join(staging, path), join(outdir, path));
  }
}

/** Removes the folder of a stack that is no more, but keeps whatever somebody else put into it. */
function removeStack(folder: string): void {
  if (!existsSync(join(folder, STACK_FILE))) {
    return;
  }
  for (const name of REMAKABLE) {
    rmSync(join(folder, name), { force: true, recursive: true });
  }
  if (readdirSync(folder).length === 0) {
    rmdirSync(folder);
  }
}
