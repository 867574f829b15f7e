import type { TypeExpression } from "../contract/contract.ts";
import { LATER } from "../contract/structural-schema.ts";
import { isList, isObject, isUnknown, type Value } from "./value.ts";

/**
 * A value of any type, which travels as a pair of its type and itself, as plain JSON: numbers are numbers, however
 * they travelled, and what is known only after an apply is {@link LATER}.
 */
export function plainDynamic(value: Value): unknown {
  if (isUnknown(value)) return LATER;
  if (!isList(value)) return null;
  const [type = null, inner = null] = value;
  if (!(type instanceof Uint8Array)) return null;
  return plain(JSON.parse(Buffer.from(type).toString("utf8")) as TypeExpression, inner);
}

function plain(type: TypeExpression, value: Value): unknown {
  if (isUnknown(value)) return LATER;
  if (value === null) return null;
  if (type === "dynamic") return plainDynamic(value);
  if (type === "number") return Number(value);
  if (typeof type === "string") return value;
  if (isList(value)) {
    return value.map((item, index) =>
      plain(type[0] === "tuple" ? (type[1][index] ?? "dynamic") : listed(type), item),
    );
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, item]) => [
    name,
    plain(type[0] === "object" ? (type[1][name] ?? "dynamic") : listed(type), item),
  ]);
  return Object.fromEntries(entries);
}

function listed(type: Exclude<TypeExpression, string>): TypeExpression {
  return type[0] === "object" || type[0] === "tuple" ? "dynamic" : type[1];
}
