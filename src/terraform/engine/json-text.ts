import { Literal } from "./literal.ts";

const INDENT = 2;

/** Takes a piece of text; the pieces joined are the whole. */
export type Write = (piece: string) => void;

/** Writes plain data as JSON, keys sorted; a literal is rendered where it stands. */
export function writeJson(value: unknown, write: Write, depth = 0): void {
  if (value instanceof Literal) {
    // Line breaks in JSON text stand between its parts only: those inside of strings are escaped.
    write(value.toJson(INDENT).replaceAll("\n", lineAt(depth)));
  } else if (Array.isArray(value)) {
    write("[");
    for (const [index, item] of value.entries()) {
      write(index === 0 ? lineAt(depth + 1) : `,${lineAt(depth + 1)}`);
      writeJson(item, write, depth + 1);
    }
    write(value.length === 0 ? "]" : `${lineAt(depth)}]`);
  } else if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    write("{");
    for (const [index, [key, item]] of entries.entries()) {
      write(`${index === 0 ? "" : ","}${lineAt(depth + 1)}${JSON.stringify(key)}: `);
      writeJson(item, write, depth + 1);
    }
    write(entries.length === 0 ? "}" : `${lineAt(depth)}}`);
  } else {
    write(JSON.stringify(value));
  }
}

/** {@link writeJson} into one text. */
export function jsonText(value: unknown): string {
  let text = "";
  writeJson(value, (piece) => {
    text += piece;
  });
  return text;
}

function lineAt(depth: number): string {
  return `\n${" ".repeat(depth * INDENT)}`;
}
