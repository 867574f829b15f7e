import { inspect } from "node:util";

/** What a thrown value says; whatever was thrown, this does not throw. */
export function messageOf(thrown: unknown): string {
  try {
    if (thrown instanceof Error) {
      return `${thrown.name}: ${thrown.message}`;
    }
    // As text, an object says only that it is one.
    return typeof thrown === "object" ? inspect(thrown, { breakLength: Infinity, depth: 1 }) : String(thrown);
  } catch {
    return "a value that cannot be shown";
  }
}

/** The stack of a thrown value; empty when it has none, or one that cannot be read. */
export function stackOf(thrown: unknown): string {
  try {
    return thrown instanceof Error && typeof thrown.stack === "string" ? thrown.stack : "";
  } catch {
    return "";
  }
}
