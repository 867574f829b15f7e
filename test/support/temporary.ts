import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

const folders: string[] = [];

// The first hook of a test file is the last to run: by then servers that write there have ended.
afterAll(() => {
  for (const folder of folders.splice(0)) {
    rmSync(folder, { force: true, recursive: true });
  }
});

/** A folder that is gone when all tests of the file are over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "crowsnest-test-"));
  folders.push(folder);
  return folder;
}
