import { type DiagnosticCodeInfo, diagnosticCodes } from "../../src/diagnostics/index.ts";
import { fenced, table } from "./markdown.ts";

const MADE = "<!-- Made by `npm run docs` from src/diagnostics/codes. -->";

/** A page for each diagnostic's code, and an index. */
export function diagnosticPages(): readonly (readonly [string, string])[] {
  const codes = Object.entries<DiagnosticCodeInfo>(diagnosticCodes).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ["docs/diagnostics/README.md", index(codes)],
    ...codes.map(([code, info]) => [`docs/diagnostics/${code}.md`, page(code, info)] as const),
  ];
}

function index(codes: readonly (readonly [string, DiagnosticCodeInfo])[]): string {
  const rows = codes.map(([code, { severity, title }]) => [`[${code}](${code}.md)`, severity, title]);
  return `${MADE}

# Diagnostics

\`crowsnest check\` finds these mistakes, all in one run. A code never changes its meaning. Nothing is compiled or
written while one of severity \`error\` is left.

${table(["code", "severity", "what is wrong"], rows)}
`;
}

function page(code: string, { severity, title, why, wrong, right }: DiagnosticCodeInfo): string {
  return `${MADE}

# ${code}

${title}. Severity: \`${severity}\`.

${why}

## Wrong

${example(wrong)}

## Right

${example(right)}
`;
}

function example(code: string): string {
  return fenced(code, code.startsWith("$ ") ? "console" : "ts");
}
