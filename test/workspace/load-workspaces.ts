import { sourceOf } from "../../src/definitions/source.ts";
import { loadWorkspace } from "../../src/workspace/index.ts";

/**
 * Loads the workspaces that its arguments name, and prints what came of each as JSON. A program of its own: a
 * test runner brings its own way to import files.
 */
const loaded = [];
for (const path of process.argv.slice(2)) {
  const { definition, file, diagnostics } = await loadWorkspace(path);
  loaded.push({
    kind: definition?.kind ?? null,
    line: sourceOf(definition)?.line ?? null,
    file,
    diagnostics,
  });
}
process.stdout.write(JSON.stringify(loaded));
