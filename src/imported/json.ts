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

/** Every text in a value, with the key that it stands under; as deep as somebody nests it. */
export function* texts(value: unknown): Generator<readonly [string, string]> {
  const left: (readonly [string, unknown])[] = [["", value]];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [key, item] = next;
    if (typeof item === "string") {
      yield [key, item];
    } else if (Array.isArray(item)) {
      for (const one of item.toReversed()) {
        left.push([key, one]);
      }
    } else if (typeof item === "object" && item !== null) {
      for (const entry of Object.entries(item).reverse()) {
        left.push(entry);
      }
    }
  }
}
