import { isObject, isUnknown, type Value, type ValueObject } from "../provider/value.ts";

/** An argument that a real provider or its server would refuse, and why. */
export interface Broken {
  readonly detail: string;
  /** Names of arguments and blocks, and positions in lists, from the resource inwards. */
  readonly path: readonly (string | number)[];
  readonly summary: string;
}

/**
 * What a resource's arguments must keep to besides its schema. Values may be unknown until an apply; a rule says
 * nothing about those.
 */
export type Rule = (config: ValueObject) => readonly Broken[];

export function broken(path: Broken["path"], summary: string, detail: string): readonly Broken[] {
  return [{ detail, path, summary }];
}

/** A string that is known, else nothing. */
export function text(value: Value | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function list(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [];
}

export function object(value: Value | undefined): ValueObject {
  return value !== undefined && isObject(value) ? value : {};
}

/** Whether an argument was given, known or not. */
export function given(value: Value | undefined): boolean {
  return value !== undefined && value !== null;
}

/** The known strings of a map. */
export function texts(value: Value | undefined): readonly (readonly [string, string])[] {
  return Object.entries(object(value)).flatMap(([key, item]) =>
    typeof item === "string" ? [[key, item] as const] : [],
  );
}

/** A known value that is none of a few words is broken. */
export function oneOf(
  value: Value | undefined,
  path: Broken["path"],
  words: readonly string[],
): readonly Broken[] {
  const word = text(value);
  if (word === undefined || words.includes(word)) return [];
  return broken(path, "Invalid value", `"${word}" is none of ${words.join(", ")}.`);
}

/** Exactly one of an object's arguments must be given. */
export function exactlyOne(value: Value | undefined, path: Broken["path"], what: string): readonly Broken[] {
  if (value === undefined || isUnknown(value)) return [];
  const names = Object.entries(object(value)).filter(([, item]) => given(item));
  if (names.length === 1) return [];
  const found = names.length === 0 ? "none" : names.map(([name]) => name).join(" and ");
  return broken(
    path,
    `One ${what} is needed`,
    `Each entry takes exactly one ${what}; this one has ${found}.`,
  );
}

/** A known text must be JSON of an object. It may hold secrets, so that nothing of it is repeated. */
export function jsonObject(value: Value | undefined, path: Broken["path"]): readonly Broken[] {
  const json = text(value);
  if (json === undefined) return [];
  try {
    const parsed: unknown = JSON.parse(json);
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return [];
  } catch {
    return broken(path, "Invalid JSON", "The text is no JSON.");
  }
  return broken(path, "Invalid JSON", "The JSON is no object.");
}
