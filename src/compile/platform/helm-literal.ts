import type { JsonValue } from "../../artifacts/index.ts";

/**
 * Writes a value for a place that a chart runs through Helm's `tpl`, so that it comes out as it is. Backquotes
 * survive however YAML quotes the text around them.
 *
 * @example helmLiteral("{{ name }}") // "{{ `{{` }} name }}"
 */
export function helmLiteral<Value extends JsonValue>(value: Value): Value {
  return literal(value) as Value;
}

function literal(value: JsonValue): JsonValue {
  if (typeof value === "string") {
    return value.replace(/\{\{/g, () => "{{ `{{` }}");
  }
  if (Array.isArray(value)) {
    return value.map(literal);
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [literal(key), literal(item)]));
  }
  return value;
}
