import { fileURLToPath } from "node:url";
import type { EnvironmentArtifacts } from "../../src/artifacts/index.ts";
import { compileConfig } from "../../src/cli/pipeline.ts";
import type { Workspace } from "../../src/workspace/index.ts";

/** The folder of the example. */
const EXAMPLE = fileURLToPath(new URL("../../examples/shop", import.meta.url));

/** The example, compiled; a mistake in it fails the test. */
export async function compileExample(): Promise<{
  readonly environments: readonly EnvironmentArtifacts[];
  readonly workspace: Workspace;
}> {
  const { artifacts, diagnostics, workspace } = await compileConfig(EXAMPLE);
  if (artifacts === undefined) {
    throw new Error(`the example has mistakes: ${JSON.stringify(diagnostics)}`);
  }
  return { environments: artifacts.environments, workspace };
}
