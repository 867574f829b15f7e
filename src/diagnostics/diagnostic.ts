import { type DiagnosticCode, type DiagnosticSeverity, diagnosticCodes } from "./codes/index.ts";
import { withoutCredentials } from "./credentials.ts";

/** A place in a file that a user wrote. Lines and columns count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One mistake, as data: what happened, where, what was expected, and the fix. */
export interface Diagnostic {
  /** Stable name of the mistake; `docs/diagnostics/<code>.md` explains it. */
  readonly code: DiagnosticCode;
  readonly severity: DiagnosticSeverity;
  /** The definition, in the workspace's own words: `services.checkout.slos.availability.objective`. */
  readonly path: string;
  readonly message: string;
  /** What was expected, and what to do. */
  readonly hint: string;
  /** Where the definition was written; `null` when nobody can know. */
  readonly source: SourceLocation | null;
}

/** Makes a diagnostic with the severity that its code has. */
export function diagnostic(
  code: DiagnosticCode,
  details: Pick<Diagnostic, "path" | "message" | "hint"> & { readonly source?: SourceLocation | null },
): Diagnostic {
  const { path, message, hint, source = null } = details;
  const { severity } = diagnosticCodes[code];
  return {
    code,
    severity,
    path: printable(path),
    message: printable(message),
    hint: printable(hint),
    source,
  };
}

const LONGEST_TEXT = 1_000;

/**
 * Diagnostics quote what users wrote, and end on terminals and in CI's annotations: control characters (but for
 * line breaks) are shown as escapes, credentials in addresses not at all, and a text that goes on and on is cut.
 */
function printable(text: string): string {
  const whole = withoutCredentials(text);
  const cut = whole.length > LONGEST_TEXT ? `${whole.slice(0, LONGEST_TEXT - 1)}…` : whole;
  return cut.toWellFormed().replace(/[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  });
}

/** Tells whether any of the diagnostics forbids going on. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/** Orders by file, line, path and code, and drops what is said twice. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const byKey = new Map(diagnostics.map((entry) => [sortKey(entry), entry]));
  return [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, entry]) => entry);
}

function sortKey({ source, path, code, message }: Diagnostic): string {
  const line = String(source?.line ?? 0).padStart(8, "0");
  const column = String(source?.column ?? 0).padStart(8, "0");
  return [source?.file ?? "", line, column, path, code, message].join("\u0000");
}
