/**
 * The one way from definitions to diagnostics and artifacts; every command goes it.
 *
 * @module
 */
import type { Artifacts } from "../artifacts/index.ts";
import { auditArtifacts } from "../audit/index.ts";
import { checkWorkspace, schemaDay, waiverDates } from "../checks/index.ts";
import { compileForAudits, compileWorkspace } from "../compile/index.ts";
import type { WorkspaceDefinition } from "../definitions/index.ts";
import { type Diagnostic, hasErrors, sortDiagnostics } from "../diagnostics/index.ts";
import {
  atKeys,
  type Draft,
  draftWorkspace,
  loadWorkspace,
  resolveWorkspace,
  type Workspace,
} from "../workspace/index.ts";

/** Definitions after every check; the draft holds only what has the right form. */
interface Checked {
  readonly draft: Draft;
  /** Everything that was found, in order. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What definitions compile to; both are `undefined` when a diagnostic is an error. */
export type Compiled = { readonly diagnostics: readonly Diagnostic[] } & (
  | { readonly draft: Draft; readonly workspace: Workspace; readonly artifacts: Artifacts }
  | { readonly draft: undefined; readonly workspace: undefined; readonly artifacts: undefined }
);

/** Checks definitions that are in memory already. */
export function checkDefinition(definition: WorkspaceDefinition): Checked {
  const { draft, diagnostics } = draftWorkspace(definition);
  return { draft, diagnostics: sortDiagnostics(atKeys([...diagnostics, ...checkWorkspace(draft)])) };
}

/** Checks definitions that are in memory already, compiles them when nothing is wrong, and audits what was made. */
export function compileDefinition(definition: WorkspaceDefinition): Compiled {
  return audited(checkDefinition(definition), compileWorkspace);
}

/** What depends on the calendar: waivers that are over, storage that has not begun; whatever is made of the definitions. */
export function onDay(
  diagnostics: readonly Diagnostic[],
  draft: Draft,
  today: string,
): readonly Diagnostic[] {
  return sortDiagnostics([
    ...diagnostics,
    ...atKeys([...waiverDates(draft, today), ...schemaDay(draft, today)]),
  ]);
}

function audited({ draft, diagnostics }: Checked, compile: typeof compileWorkspace): Compiled {
  if (hasErrors(diagnostics)) {
    return { diagnostics, draft: undefined, workspace: undefined, artifacts: undefined };
  }
  const workspace = resolveWorkspace(draft);
  const artifacts = compile(workspace);
  const all = sortDiagnostics([...diagnostics, ...atKeys(auditArtifacts({ draft, workspace, artifacts }))]);
  return hasErrors(all)
    ? { diagnostics: all, draft: undefined, workspace: undefined, artifacts: undefined }
    : { diagnostics: all, draft, workspace, artifacts };
}

/**
 * Loads, checks and audits the workspace of a file or folder.
 *
 * @param today in UTC, such as `2027-01-31`
 * @returns `file` is where the workspace is, or should be
 */
export async function checkConfig(
  path: string,
  today: string,
): Promise<{ readonly file: string; readonly diagnostics: readonly Diagnostic[] }> {
  const { file, definition, diagnostics } = await loadWorkspace(path);
  if (definition === undefined) {
    return { file, diagnostics };
  }
  const checked = checkDefinition(definition);
  return { file, diagnostics: onDay(audited(checked, compileForAudits).diagnostics, checked.draft, today) };
}

/** Loads, checks and, when nothing is wrong, compiles the workspace of a file or folder. */
export async function compileConfig(path: string): Promise<Compiled & { readonly file: string }> {
  const { file, definition, diagnostics } = await loadWorkspace(path);
  return definition === undefined
    ? { file, diagnostics, draft: undefined, workspace: undefined, artifacts: undefined }
    : { file, ...compileDefinition(definition) };
}
