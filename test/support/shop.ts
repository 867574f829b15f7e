import { fileURLToPath } from "node:url";
import type { Artifacts } from "../../src/artifacts/index.ts";
import { compileConfig } from "../../src/cli/pipeline.ts";

const SHOP = fileURLToPath(new URL("../../examples/shop", import.meta.url));

/** What the example compiles to. */
export async function compiledShop(): Promise<Artifacts> {
  const { artifacts, diagnostics } = await compileConfig(SHOP);
  if (artifacts === undefined) {
    throw new Error(`the example has errors:\n${JSON.stringify(diagnostics, null, 2)}`);
  }
  return artifacts;
}
