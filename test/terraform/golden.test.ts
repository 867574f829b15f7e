import { join } from "node:path";
import { expect, test } from "vitest";
import { synthesize } from "../../src/terraform/index.ts";
import { filesIn } from "../support/folder.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { artifactsOf } from "../support/terraform.ts";

/** `npx vitest run --project fast test/terraform/golden.test.ts -u` writes them anew. */
test("one of everything becomes these files, byte for byte", async () => {
  const outdir = join(temporaryFolder(), "out");
  synthesize(artifactsOf(), outdir);
  const files = Object.entries(filesIn(outdir));

  expect(files).toHaveLength(5);
  for (const [path, text] of files) {
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, "golden", path));
  }
});
