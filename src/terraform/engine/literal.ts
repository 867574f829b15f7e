import type { IResolvable } from "cdktf";
import type { JsonValue } from "../../artifacts/index.ts";
import { escapeTemplates } from "./escape.ts";

/**
 * Data that cdktf carries without looking into it: no search for tokens, no copy. It becomes text once, when its
 * stack is written, and is escaped there.
 */
export class Literal implements IResolvable {
  readonly creationStack: string[] = [];
  readonly #render: () => JsonValue;

  constructor(render: () => JsonValue) {
    this.#render = render;
  }

  /** The data as JSON text that Terraform reads back as it was. */
  toJson(indent: number): string {
    return escapeTemplates(JSON.stringify(this.#render(), null, indent));
  }

  /** What a synthesizer gets that does not know of literals: the same data, escaped, for it to walk. */
  resolve(): unknown {
    return JSON.parse(this.toJson(0));
  }

  toString(): string {
    throw new TypeError("a literal cannot be part of a string");
  }
}

/**
 * Marks data of a user for cdktf. The type says what Terraform gets; cdktf's constructs take it wherever they take
 * that type. The one way for a text, a map or an object from the artifacts into Terraform.
 *
 * @example new Namespace(scope, id, { metadata: { name: literal(namespace.name) } })
 */
export function literal<T extends JsonValue>(data: T): T {
  return new Literal(() => data) as unknown as T;
}

/** Marks data that Terraform gets as one JSON document in a string, on one line. */
export function document(data: JsonValue): string {
  return new Literal(() => JSON.stringify(data)) as unknown as string;
}
