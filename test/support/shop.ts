import { fileURLToPath } from "node:url";
import type { Artifacts } from "../../src/artifacts/index.ts";
import { compileConfig } from "../../src/cli/pipeline.ts";

const SHOP = fileURLToPath(new URL("../../examples/shop", import.meta.url));

/** What the example compiles to. */
export function compiledShop(): Promise<Artifacts> {
  return compiled(SHOP);
}

/** The same with its logs in Elasticsearch. */
export function compiledElkShop(): Promise<Artifacts> {
  return compiled(`${SHOP}/elasticsearch.config.ts`);
}

async function compiled(config: string): Promise<Artifacts> {
  const { artifacts, diagnostics } = await compileConfig(config);
  if (artifacts === undefined) {
    throw new Error(`the example has errors:\n${JSON.stringify(diagnostics, null, 2)}`);
  }
  return artifacts;
}
