import type { z } from "zod";
import type { PathKey } from "./paths.ts";

/** The keys that a schema knows at a path, through its wrappers. */
export function knownKeys(schema: z.ZodType, path: readonly PathKey[]): readonly string[] {
  let current = [schema as unknown];
  for (const key of path) {
    current = current.flatMap(unwrap).flatMap((node) => step(node, key));
  }
  const keys = current.flatMap(unwrap).flatMap(keysOf);
  return [...new Set(keys)].filter((key) => key !== "kind");
}

interface SchemaDefinition {
  readonly innerType?: unknown;
  readonly in?: unknown;
  readonly out?: unknown;
  readonly options?: readonly unknown[];
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly element?: unknown;
  readonly keyType?: unknown;
  readonly valueType?: unknown;
  readonly entries?: Readonly<Record<string, string>>;
}

function definition(node: unknown): SchemaDefinition {
  return (node as { def?: SchemaDefinition } | undefined)?.def ?? {};
}

/** The keys of an object, or of a record whose keys are from a list. */
function keysOf(node: unknown): readonly string[] {
  const { keyType, shape } = definition(node);
  return shape === undefined ? Object.values(definition(keyType).entries ?? {}) : Object.keys(shape);
}

function unwrap(node: unknown): unknown[] {
  const { innerType, in: input, out, options } = definition(node);
  if (options !== undefined) {
    return options.flatMap(unwrap);
  }
  const inner = [innerType, input, out].filter((one) => one !== undefined);
  return inner.length === 0 ? [node] : inner.flatMap(unwrap);
}

function step(node: unknown, key: PathKey): unknown[] {
  const { shape, element, valueType } = definition(node);
  const next = shape !== undefined && Object.hasOwn(shape, key) ? shape[key] : (element ?? valueType);
  return next === undefined ? [] : [next];
}
