/** JSON of unknown shape. */
export type Unknown = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one for anything else. */
export function object(value: unknown): Unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Unknown) : {};
}

/** The value as a list of objects. */
export function list(value: unknown): readonly Unknown[] {
  return Array.isArray(value) ? value.map(object) : [];
}

/** The value as text; empty for anything else. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Every text in a value, with the key that it stands under. */
export function* texts(value: unknown, key = ""): Generator<readonly [string, string]> {
  if (typeof value === "string") {
    yield [key, value];
  } else if (Array.isArray(value)) {
    for (const item of value) {
      yield* texts(item, key);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      yield* texts(item, name);
    }
  }
}
