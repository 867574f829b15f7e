import { fileURLToPath } from "node:url";
import type { SourceLocation } from "../diagnostics/index.ts";

interface Capture {
  readonly stack?: string;
}

// Shared by all copies of Crowsnest in a process: a config may import another one than the command line does.
const shared = globalThis as { [key: symbol]: WeakMap<object, Capture> | undefined };
const SHARED = Symbol.for("crowsnest/sources");
const captures = shared[SHARED] ?? new WeakMap<object, Capture>();
shared[SHARED] = captures;

/**
 * Remembers where a user called `builder`, and returns the definition frozen. The stack is only formatted when
 * a diagnostic asks for it, so that a thousand services cost next to nothing.
 *
 * @internal
 */
// biome-ignore lint/complexity/noBannedTypes: captureStackTrace takes any function
export function located<T extends object>(definition: T, builder: Function): T {
  const capture: Capture = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  Error.captureStackTrace(capture, builder);
  Error.stackTraceLimit = limit;
  captures.set(definition, capture);
  return Object.freeze(definition);
}

/** Lets a copy of a definition keep the place of the original. @internal */
export function relocated<T extends object>(copy: T, original: object): T {
  const capture = captures.get(original);
  if (capture !== undefined) {
    captures.set(copy, capture);
  }
  return copy;
}

/** Where a definition was built, or `null` when it came from no builder. @internal */
export function sourceOf(definition: unknown): SourceLocation | null {
  const capture =
    typeof definition === "object" && definition !== null ? captures.get(definition) : undefined;
  return capture === undefined ? null : parseStackFrame(capture.stack ?? "");
}

/** Reads the first `file:line:column` of a stack trace. @internal */
export function parseStackFrame(stack: string): SourceLocation | null {
  const frame = /(?:\(|at (?:async )?)((?:file:\/\/)?[^()\n]+?):(\d+):(\d+)\)?$/m.exec(stack);
  const [, location, line, column] = frame ?? [];
  if (location === undefined || line === undefined || column === undefined) {
    return null;
  }
  // tsx adds a query to the URLs of what it loads
  const file = location.startsWith("file://") ? fileURLToPath(location.replace(/\?.*$/, "")) : location;
  return { file, line: Number(line), column: Number(column) };
}
