import { pathToFileURL } from "node:url";
import type { ArtifactLocation, Log, ReportingDescriptor, Result } from "sarif";
import {
  type Diagnostic,
  type DiagnosticCode,
  type DiagnosticSeverity,
  diagnosticCodes,
} from "../../diagnostics/index.ts";
import { shownPath } from "./places.ts";

const LEVELS: Readonly<Record<DiagnosticSeverity, Result.level>> = {
  error: "error",
  warning: "warning",
  info: "note",
};

/**
 * Diagnostics as a SARIF 2.1.0 log, which code scanning and editors read.
 *
 * @param root the checkout; files are named relative to it
 * @param config where a diagnostic is put whose place nobody knows
 */
export function sarifReport(
  diagnostics: readonly Diagnostic[],
  root: string,
  config: string,
  version: string,
): Log {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "crowsnest", semanticVersion: version, rules: codes.map(rule) } },
        columnKind: "utf16CodeUnits",
        results: diagnostics.map((entry) => result(entry, codes.indexOf(entry.code), root, config)),
      },
    ],
  };
}

function rule(code: DiagnosticCode): ReportingDescriptor {
  const { severity, title, why, wrong, right } = diagnosticCodes[code];
  const text = `${why}\n\nWrong: ${wrong}\nRight: ${right}`;
  const fence = (example: string) => `\`\`\`ts\n${example}\n\`\`\``;
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text, markdown: `${why}\n\nWrong:\n${fence(wrong)}\n\nRight:\n${fence(right)}` },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function result(
  { code, severity, path, message, hint, source }: Diagnostic,
  ruleIndex: number,
  root: string,
  config: string,
): Result {
  const { file, line, column } = source ?? { file: config, line: 1, column: 1 };
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: `${path}: ${message}\n${hint}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifactLocation(file, root),
          region: { startLine: line, startColumn: column },
        },
        logicalLocations: [{ fullyQualifiedName: path }],
      },
    ],
    // The same mistake stays the same result when lines move.
    partialFingerprints: { "definitionPath/v1": `${code}:${path}` },
  };
}

function artifactLocation(file: string, root: string): ArtifactLocation {
  const shown = shownPath(file, root);
  return shown === file.replaceAll("\\", "/")
    ? { uri: pathToFileURL(file).href }
    : { uri: shown.toWellFormed().split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
}
