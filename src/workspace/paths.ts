import { sourceOf } from "../definitions/source.ts";
import type { SourceLocation } from "../diagnostics/index.ts";

/** A step into a definition: a key, or a position in a list. */
export type PathKey = string | number;

/**
 * Writes a path in the workspace's own words: list items by their name where they have one.
 *
 * @example describePath("services.checkout", raw, ["slos", 0, "objective"]) // "services.checkout.slos.availability.objective"
 */
export function describePath(prefix: string, root: unknown, path: readonly PathKey[]): string {
  let value = root;
  let text = prefix;
  for (const key of path) {
    value = child(value, key);
    const name = typeof key === "number" ? nameOf(value) : undefined;
    text += name !== undefined ? `.${name}` : typeof key === "number" ? `[${key}]` : `.${key}`;
  }
  return text;
}

/** Where the innermost definition on a path was written; `root`'s own place when nothing nearer is known. */
export function locatePath(root: unknown, path: readonly PathKey[]): SourceLocation | null {
  const holders = [root];
  for (const key of path) {
    holders.push(child(holders.at(-1), key));
  }
  for (const holder of holders.reverse()) {
    const source = sourceOf(holder);
    if (source !== null) {
      return source;
    }
  }
  return null;
}

/** What a definition holds at a path. */
export function valueAt(root: unknown, path: readonly PathKey[]): unknown {
  return path.reduce<unknown>(child, root);
}

function child(value: unknown, key: PathKey): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<PathKey, unknown>)[key]
    : undefined;
}

function nameOf(value: unknown): string | undefined {
  const name = child(value, "name");
  return typeof name === "string" && name !== "" ? name : undefined;
}
