import type { JsonValue } from "../../artifacts/index.ts";

/**
 * Writes a value so that the collector takes it as it is: it would read `${…}` as a reference to its environment,
 * and `$$` as one dollar sign.
 */
export function literally<Value extends JsonValue>(value: Value): Value {
  return literal(value) as Value;
}

function literal(value: JsonValue): JsonValue {
  if (typeof value === "string") {
    return value.replace(/\$/g, () => "$$");
  }
  if (Array.isArray(value)) {
    return value.map(literal);
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literal(item)]));
  }
  return value;
}
