import { resolve } from "node:path";
import type { Artifacts } from "../artifacts/index.ts";
import type { Diagnostic } from "../diagnostics/index.ts";
import type { Draft, Workspace } from "../workspace/index.ts";
import { compileConfig } from "./pipeline.ts";
import { jsonReport, jsonText } from "./report/json.ts";
import { prettyReport } from "./report/pretty.ts";
import type { Terminal } from "./terminal.ts";

/** A workspace that compiled, and the warnings that did not forbid it. */
export interface Ready {
  readonly file: string;
  readonly draft: Draft;
  readonly workspace: Workspace;
  readonly artifacts: Artifacts;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What every command begins with that makes something. When there are errors they are reported (as JSON on
 * standard output for `json`, else on standard error) and there is nothing to go on with.
 *
 * @param revise what the command itself finds in definitions that compile, or tells in words of its own
 */
export async function compileOrReport(
  terminal: Terminal,
  config: string,
  json: boolean,
  revise: (diagnostics: readonly Diagnostic[], draft: Draft) => readonly Diagnostic[] = (same) => same,
): Promise<Ready | undefined> {
  terminal.progress("Compiling the workspace…");
  const {
    file,
    draft,
    workspace,
    artifacts,
    diagnostics: found,
  } = await compileConfig(resolve(terminal.cwd, config));
  const diagnostics = draft === undefined ? found : revise(found, draft);
  if (diagnostics.length > 0 && !json) {
    terminal.note(prettyReport(diagnostics, terminal.cwd, terminal.noteColors));
  }
  if (artifacts !== undefined) {
    return { file, draft, workspace, artifacts, diagnostics };
  }
  if (json) {
    terminal.result(jsonText(jsonReport(diagnostics, terminal.cwd)));
  }
  return undefined;
}
