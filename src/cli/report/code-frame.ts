import { readFileSync } from "node:fs";
import { type SourceLocation, withoutCredentials } from "../../diagnostics/index.ts";
import type { Colors } from "../terminal.ts";
import { printable } from "./text.ts";

/** Lines of the source that are shown before and after the one that is meant. */
const AROUND = 1;

/** Reads each file once for all the frames of a report. */
export class Sources {
  readonly #files = new Map<string, readonly string[]>();

  /** The lines of a file; none when it cannot be read. */
  lines(file: string): readonly string[] {
    const known = this.#files.get(file);
    if (known !== undefined) {
      return known;
    }
    let lines: readonly string[] = [];
    try {
      lines = withoutCredentials(readFileSync(file, "utf8")).split(/\r?\n/);
    } catch {
      // The place alone says enough.
    }
    this.#files.set(file, lines);
    return lines;
  }
}

/** The lines around a place, with a mark under the column; empty when the file or the line is not there. */
export function codeFrame(
  { file, line, column }: SourceLocation,
  sources: Sources,
  width: number,
  colors: Colors,
): readonly string[] {
  const lines = sources.lines(file);
  if (lines[line - 1] === undefined) {
    return [];
  }
  const first = Math.max(1, line - AROUND);
  const last = Math.min(lines.length, line + AROUND);
  const digits = String(last).length;
  const room = width - digits - 5;
  const before = printable((lines[line - 1] ?? "").slice(0, column - 1)).length;
  // Code that is wider than the terminal is shown from where the mark can be seen.
  const start = before < room - 10 ? 0 : before - Math.floor(room / 2);
  const frame: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const code = clip(printable(lines[number - 1] ?? ""), start, room);
    if (number !== line && code.trim() === "") {
      continue;
    }
    const gutter = `${String(number).padStart(digits)} |`;
    frame.push(`${number === line ? `${colors.red(">")} ` : "  "}${colors.dim(gutter)} ${code}`.trimEnd());
    if (number === line) {
      const mark = colors.red("^".padStart(before - start + 1));
      frame.push(`  ${colors.dim(`${" ".repeat(digits)} |`)} ${mark}`);
    }
  }
  return frame;
}

function clip(code: string, start: number, room: number): string {
  const shown = start === 0 ? code : `…${code.slice(start + 1)}`;
  return shown.length > room ? `${shown.slice(0, room - 1)}…` : shown;
}
