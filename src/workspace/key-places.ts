import { readFileSync } from "node:fs";
import type { Diagnostic, SourceLocation } from "../diagnostics/index.ts";
import { callObject, type LiteralEntry, objectOf, readObject } from "./literals.ts";

/**
 * Moves each diagnostic from the call that built a definition to the key that it is about, where that key is written
 * in the call. What is put together elsewhere (a spread, a variable, a function) keeps the place of the call.
 */
export function atKeys(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const texts = new Map<string, string | undefined>();
  return diagnostics.map((entry) => {
    const { path, source } = entry;
    if (source === null) {
      return entry;
    }
    if (!texts.has(source.file)) {
      texts.set(source.file, read(source.file));
    }
    const text = texts.get(source.file);
    return text === undefined ? entry : { ...entry, source: keyPlace(text, source, path) ?? source };
  });
}

/**
 * Where the last key of a path is written in the call at a place, or the nearest above it that is written there.
 *
 * @param path in the workspace's words; it begins above the call, and how far above is found by trying
 */
function keyPlace(text: string, call: SourceLocation, path: string): SourceLocation | undefined {
  const object = callObject(text, offsetOf(text, call));
  if (object === undefined) {
    return undefined;
  }
  const keys = path.split(".").map((key) => key.replace(/(\[\d+\])+$/, ""));
  const entries = readObject(text, object);
  // The first two of `services.checkout.tier` say which definition it is.
  for (let from = keys.length > 2 ? (keys[0] === "platform" ? 1 : 2) : 0; from < keys.length; from += 1) {
    const entry = entries.find(({ name }) => name === keys[from]);
    if (entry !== undefined) {
      return { file: call.file, ...placeOf(text, deepest(text, entry, keys.slice(from + 1))) };
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

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function offsetOf(text: string, { line, column }: SourceLocation): number {
  let offset = 0;
  for (let number = 1; number < line && offset >= 0; number += 1) {
    offset = text.indexOf("\n", offset) + 1 || -1;
  }
  return offset < 0 ? text.length : offset + column - 1;
}

function placeOf(text: string, offset: number): Omit<SourceLocation, "file"> {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
