import { Literal } from "./literal.ts";

const INDENT = 2;

/** Writes plain data as JSON, keys sorted, in pieces; a literal is rendered where it stands. */
export function* jsonText(value: unknown, depth = 0): Generator<string, void, undefined> {
  if (value instanceof Literal) {
    // Line breaks in JSON text stand between its parts only: those inside of strings are escaped.
    yield value.toJson(INDENT).replaceAll("\n", lineAt(depth));
  } else if (Array.isArray(value)) {
    yield* items("[", value, depth, "]", (item) => jsonText(item, depth + 1));
  } else if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    yield* items("{", entries, depth, "}", function* ([key, item]) {
      yield `${JSON.stringify(key)}: `;
      yield* jsonText(item, depth + 1);
    });
  } else {
    yield JSON.stringify(value);
  }
}

function* items<T>(
  open: string,
  values: readonly T[],
  depth: number,
  close: string,
  text: (value: T) => Iterable<string>,
): Generator<string, void, undefined> {
  yield open;
  for (const [index, value] of values.entries()) {
    yield `${index === 0 ? "" : ","}${lineAt(depth + 1)}`;
    yield* text(value);
  }
  yield values.length === 0 ? close : `${lineAt(depth)}${close}`;
}

function lineAt(depth: number): string {
  return `\n${" ".repeat(depth * INDENT)}`;
}
