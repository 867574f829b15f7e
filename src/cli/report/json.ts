import type { Diagnostic } from "../../diagnostics/index.ts";
import { shownPath } from "./places.ts";

/** Diagnostics as programs read them; files are relative to where the command ran. */
export interface JsonReport {
  readonly diagnostics: readonly Diagnostic[];
  readonly summary: { readonly errors: number; readonly warnings: number; readonly infos: number };
}

/** Diagnostics for programs. */
export function jsonReport(diagnostics: readonly Diagnostic[], cwd: string): JsonReport {
  const number = (severity: Diagnostic["severity"]) =>
    diagnostics.filter((entry) => entry.severity === severity).length;
  return {
    diagnostics: diagnostics.map((entry) => ({
      ...entry,
      source: entry.source && { ...entry.source, file: shownPath(entry.source.file, cwd) },
    })),
    summary: { errors: number("error"), warnings: number("warning"), infos: number("info") },
  };
}

/** JSON text as every command prints it. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
