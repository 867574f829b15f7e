import { createHash } from "node:crypto";
import type {
  AttributeContract,
  BlockContract,
  NestedAttributeContract,
  TypeExpression,
} from "../contract/contract.ts";
import { eachNested } from "./planned.ts";
import { encodeValue, isList, isObject, isUnknown, type Value, type ValueObject } from "./value.ts";

/** Where a value goes: enough to make up one that no other place gets. */
interface Place {
  /** What the made-up values hang on; the same resource gets the same ones every time. */
  readonly seed: string;
  readonly path: string;
}

/**
 * What a stand-in for a real server answers after an apply: everything planned, and for what was left open a
 * made-up value of the right type. Ids differ between resources and never between runs.
 */
export function appliedValue(type: string, block: BlockContract, planned: ValueObject): ValueObject {
  const seed = createHash("sha256")
    .update(type)
    .update(encodeValue(planned).msgpack ?? "")
    .digest("hex");
  return fillBlock(block, planned, { seed, path: type });
}

/** What a data source reads: its configuration, and made-up values for what it computes. */
export function readValue(type: string, block: BlockContract, planned: ValueObject): ValueObject {
  return appliedValue(`data.${type}`, block, planned);
}

function fillBlock(block: BlockContract, planned: ValueObject, place: Place): ValueObject {
  const filled: Record<string, Value> = { ...planned };
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    filled[name] = fillAttribute(attribute, planned[name] ?? null, under(place, name));
  }
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    const value = planned[name] ?? null;
    filled[name] = isUnknown(value)
      ? emptyNested(nested.nesting_mode)
      : eachNested(nested.nesting_mode, value, (item, key) =>
          fillBlock(nested.block, item, under(place, name, key)),
        );
  }
  return filled;
}

function fillAttribute(attribute: AttributeContract, planned: Value, place: Place): Value {
  const { nested_type: nested, type = "dynamic" } = attribute;
  if (nested === undefined) return fillTyped(type, planned, place);
  if (isUnknown(planned)) return madeUpNested(nested, place);
  const attributes = nested.attributes ?? {};
  return eachNested(nested.nesting_mode, planned, (item, key) =>
    fillBlock({ attributes }, item, under(place, key)),
  );
}

function fillTyped(type: TypeExpression, planned: Value, place: Place): Value {
  if (isUnknown(planned)) return madeUp(type, place);
  if (type === "dynamic") return fillDynamic(planned, place);
  if (isList(planned)) {
    return planned.map((item, index) =>
      fillTyped(elementType(type, index), item, under(place, String(index))),
    );
  }
  if (isObject(planned)) {
    const entries = Object.entries(planned).map(([key, item]) => [
      key,
      fillTyped(elementType(type, key), item, under(place, key)),
    ]);
    return Object.fromEntries(entries);
  }
  return planned;
}

// A value whose type nobody declared travels as a pair: its type as JSON, and itself.
function fillDynamic(planned: Value, place: Place): Value {
  if (!isList(planned)) return planned;
  const [type = null, value = null] = planned;
  if (!(type instanceof Uint8Array)) return planned;
  const expression = JSON.parse(Buffer.from(type).toString("utf8")) as TypeExpression;
  return [type, expression === "dynamic" ? value : fillTyped(expression, value, place)];
}

function madeUp(type: TypeExpression, place: Place): Value {
  if (type === "string") return madeUpString(place);
  if (type === "number") return Number.parseInt(digest(place).slice(0, 6), 16);
  if (type === "bool") return false;
  if (type === "dynamic") return null;
  if (type[0] === "list" || type[0] === "set") return [];
  if (type[0] === "map") return {};
  if (type[0] === "tuple") return type[1].map((item, index) => madeUp(item, under(place, String(index))));
  const entries = Object.entries(type[1]).map(([key, item]) => [key, madeUp(item, under(place, key))]);
  return Object.fromEntries(entries);
}

function madeUpNested({ attributes = {}, nesting_mode }: NestedAttributeContract, place: Place): Value {
  if (nesting_mode !== "single") return emptyNested(nesting_mode);
  const entries = Object.entries(attributes).map(([name, { nested_type, type = "dynamic" }]) => {
    const inner = under(place, name);
    return [name, nested_type === undefined ? madeUp(type, inner) : madeUpNested(nested_type, inner)];
  });
  return Object.fromEntries(entries);
}

function emptyNested(mode: string): Value {
  if (mode === "map") return {};
  return mode === "single" || mode === "group" ? null : [];
}

// Ids of the real servers are numbers in a string, and configurations convert them.
function madeUpString(place: Place): string {
  const name = place.path.slice(place.path.lastIndexOf(".") + 1);
  const hash = digest(place);
  return /(^|_)id$/.test(name)
    ? String(Number.parseInt(hash.slice(0, 12), 16))
    : `offline-${name}-${hash.slice(0, 8)}`;
}

function digest({ seed, path }: Place): string {
  return createHash("sha256").update(`${seed}\n${path}`).digest("hex");
}

function under(place: Place, ...names: readonly string[]): Place {
  return { seed: place.seed, path: [place.path, ...names.filter((name) => name !== "")].join(".") };
}

function elementType(type: TypeExpression, key: string | number): TypeExpression {
  if (typeof type === "string") return "dynamic";
  if (type[0] === "object") return type[1][key] ?? "dynamic";
  return type[0] === "tuple" ? (type[1][Number(key)] ?? "dynamic") : type[1];
}
