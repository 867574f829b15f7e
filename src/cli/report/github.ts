import type { Diagnostic } from "../../diagnostics/index.ts";
import { shownPath } from "./places.ts";

const COMMANDS = { error: "error", warning: "warning", info: "notice" } as const;

/**
 * Diagnostics as annotations of a pull request: workflow commands of GitHub Actions.
 *
 * @param root the checkout; files are named relative to it
 */
export function githubReport(diagnostics: readonly Diagnostic[], root: string): string {
  return diagnostics.map((entry) => `${annotation(entry, root)}\n`).join("");
}

function annotation({ severity, code, path, message, hint, source }: Diagnostic, root: string): string {
  const place =
    source === null
      ? ""
      : `file=${property(shownPath(source.file, root))},line=${source.line},col=${source.column},`;
  return `::${COMMANDS[severity]} ${place}title=${property(code)}::${data(`${path}: ${message}\n${hint}`)}`;
}

// The escapes of github.com/actions/toolkit, packages/core/src/command.ts.
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
