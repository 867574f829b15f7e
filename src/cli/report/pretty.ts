import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Diagnostic, DiagnosticSeverity } from "../../diagnostics/index.ts";
import type { Colors } from "../terminal.ts";
import { codeFrame, Sources } from "./code-frame.ts";
import { shownPath } from "./places.ts";
import { count, listed, printable, wrap } from "./text.ts";

const WIDTH = 80;
const INDENT = 7;
/** The pages about codes come with the package. */
const PAGES = fileURLToPath(new URL("../../../docs/diagnostics", import.meta.url));

/** Diagnostics for people: by file and place, with the code, the fix and where to read on. */
export function prettyReport(diagnostics: readonly Diagnostic[], cwd: string, colors: Colors): string {
  const sources = new Sources();
  const blocks = byPlace(diagnostics).map((group) => block(group, sources, cwd, colors));
  return [...blocks, `${summary(diagnostics, colors)}\n`].join("\n");
}

/** How many there are of each severity, and in how many files. */
function summary(diagnostics: readonly Diagnostic[], colors: Colors): string {
  const counts = (["error", "warning", "info"] as const).flatMap((severity) => {
    const number = diagnostics.filter((entry) => entry.severity === severity).length;
    return number === 0 ? [] : [paint(severity, colors)(count(number, severity))];
  });
  const files = new Set(diagnostics.flatMap(({ source }) => source?.file ?? [])).size;
  return `${listed(counts)}${files === 0 ? "" : ` in ${count(files, "file")}`}`;
}

function byPlace(diagnostics: readonly Diagnostic[]): readonly (readonly Diagnostic[])[] {
  const groups = new Map<string, Diagnostic[]>();
  for (const entry of diagnostics) {
    const place = placeOf(entry) ?? "";
    const group = groups.get(place);
    if (group === undefined) {
      groups.set(place, [entry]);
    } else {
      group.push(entry);
    }
  }
  return [...groups.values()];
}

function placeOf({ source }: Diagnostic): string | undefined {
  return source === null ? undefined : `${source.file}:${source.line}:${source.column}`;
}

function block(group: readonly Diagnostic[], sources: Sources, cwd: string, colors: Colors): string {
  const source = group[0]?.source ?? null;
  const lines: string[] = [];
  if (source !== null) {
    const place = `${shownPath(source.file, cwd)}:${source.line}:${source.column}`;
    lines.push(colors.bold(place), ...codeFrame(source, sources, WIDTH, colors), "");
  }
  for (const entry of group) {
    lines.push(...description(entry, cwd, colors), "");
  }
  return lines.join("\n");
}

function description(
  { severity, code, path, message, hint }: Diagnostic,
  cwd: string,
  colors: Colors,
): readonly string[] {
  const label = paint(severity, colors)(severity.padEnd(INDENT));
  return [
    ...labelled(label, `${message} [${code}]`),
    ...labelled(colors.dim("at".padEnd(INDENT)), path),
    ...labelled(colors.dim("fix".padEnd(INDENT)), hint),
    ...labelled(colors.dim("see".padEnd(INDENT)), shownPath(join(PAGES, `${code}.md`), cwd)),
  ];
}

function labelled(label: string, text: string): readonly string[] {
  const [first = "", ...rest] = wrap(printable(text), WIDTH - INDENT - 3);
  return [`  ${label} ${first}`, ...rest.map((line) => `${" ".repeat(INDENT + 3)}${line}`)];
}

function paint(severity: DiagnosticSeverity, colors: Colors): (text: string) => string {
  return { error: colors.red, warning: colors.yellow, info: colors.blue }[severity];
}
