import { readFileSync } from "node:fs";
import type { Diagnostic, SourceLocation } from "../diagnostics/index.ts";
import { callObject, type LiteralEntry, objectOf, readObject } from "./literals.ts";

/**
 * Moves each diagnostic from the call that built a definition to the key that it is about, where that key is written
 * in the call. What is put together elsewhere (a spread, a variable, a function) keeps the place of the call.
 */
export function atKeys(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const files = new Map<string, SourceText | undefined>();
  return diagnostics.map((entry) => {
    const { path, source } = entry;
    if (source === null) {
      return entry;
    }
    if (!files.has(source.file)) {
      files.set(source.file, read(source.file));
    }
    const file = files.get(source.file);
    return file === undefined ? entry : { ...entry, source: keyPlace(file, source, path) ?? source };
  });
}

/**
 * Where the last key of a path is written in the call at a place, or the nearest above it that is written there.
 *
 * @param path in the workspace's words; it begins above the call, and how far above is found by trying
 */
function keyPlace(file: SourceText, call: SourceLocation, path: string): SourceLocation | undefined {
  const { text } = file;
  const object = callObject(text, offsetOf(file, call));
  if (object === undefined) {
    return undefined;
  }
  const keys = path.split(".").map((key) => key.replace(/(\[\d+\])+$/, ""));
  const entries = readObject(text, object);
  // The first two of `services.checkout.tier` say which definition it is.
  for (let from = keys.length > 2 ? (keys[0] === "platform" ? 1 : 2) : 0; from < keys.length; from += 1) {
    const entry = entries.find(({ name }) => name === keys[from]);
    if (entry !== undefined) {
      return { file: call.file, ...placeOf(file, deepest(text, entry, keys.slice(from + 1))) };
    }
  }
  return undefined;
}

function deepest(text: string, entry: LiteralEntry, keys: readonly string[]): number {
  const [key, ...rest] = keys;
  const object = key === undefined ? undefined : objectOf(text, entry);
  const inner = object && readObject(text, object).find(({ name }) => name === key);
  return inner === undefined ? entry.start : deepest(text, inner, rest);
}

/** A file with the offset at which each of its lines starts. */
interface SourceText {
  readonly text: string;
  readonly starts: readonly number[];
}

function read(file: string): SourceText | undefined {
  try {
    const text = readFileSync(file, "utf8");
    return { text, starts: [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)] };
  } catch {
    return undefined;
  }
}

function offsetOf({ starts, text }: SourceText, { line, column }: SourceLocation): number {
  return (starts[line - 1] ?? text.length) + column - 1;
}

function placeOf({ starts }: SourceText, offset: number): Omit<SourceLocation, "file"> {
  let first = 0;
  let last = starts.length - 1;
  while (first < last) {
    const middle = Math.ceil((first + last) / 2);
    if ((starts[middle] ?? 0) <= offset) {
      first = middle;
    } else {
      last = middle - 1;
    }
  }
  return { line: first + 1, column: offset - (starts[first] ?? 0) + 1 };
}
