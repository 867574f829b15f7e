import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

/** Names in the standard layout of cdktf's output. */
export const MANIFEST_FILE = "manifest.json";
export const STACKS_FOLDER = "stacks";
export const STACK_FILE = "cdk.tf.json";

/** What Terraform and cdktf leave in the folder of a stack and can make again. */
const REMAKABLE = [STACK_FILE, ".terraform", ".terraform.lock.hcl", "plan"];

/**
 * Writes an output folder with `write`, which gets a folder of its own inside of it, so on the same file system. Only
 * when all is written are the files moved to their places: a failure leaves the output as it was. What else lies in
 * the folder of a stack, such as Terraform's `.terraform`, stays; stacks that are gone lose theirs.
 *
 * @returns what `write` returns
 */
export function replaceOutput<T>(outdir: string, write: (staging: string) => T): T {
  const staging = join(outdir, `.new-${process.pid}`);
  rmSync(staging, { force: true, recursive: true });
  const firstMade = mkdirSync(staging, { recursive: true }) ?? staging;
  let remove = firstMade;
  try {
    const result = write(staging);
    moveInto(outdir, staging);
    remove = staging;
    return result;
  } finally {
    rmSync(remove, { force: true, recursive: true });
  }
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
    mkdirSync(dirname(join(outdir, path)), { recursive: true });
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
