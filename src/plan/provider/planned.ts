import type { AttributeContract, BlockContract, NestedBlockContract } from "../contract/contract.ts";
import { isList, isObject, UNKNOWN, type Value, type ValueObject } from "./value.ts";

/**
 * What a provider would plan for a configuration: what it computes and nobody set becomes known after apply,
 * and what is only written never shows.
 */
export function plannedValue(block: BlockContract, proposed: ValueObject): ValueObject {
  return withOpen(block, proposed, UNKNOWN);
}

/** A proposed value as a state would hold it: without what is only written. */
export function storedValue(block: BlockContract, proposed: ValueObject): ValueObject {
  return withOpen(block, proposed, null);
}

/** `open` takes the place of what is computed and not given. */
function withOpen(block: BlockContract, proposed: ValueObject, open: Value): ValueObject {
  const value: Record<string, Value> = { ...proposed };
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    value[name] = attributeWithOpen(attribute, proposed[name] ?? null, open);
  }
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    value[name] = eachNested(nested.nesting_mode, proposed[name] ?? null, (inner) =>
      withOpen(nested.block, inner, open),
    );
  }
  return value;
}

function attributeWithOpen(attribute: AttributeContract, proposed: Value, open: Value): Value {
  const { computed = false, nested_type: nested, write_only = false } = attribute;
  if (write_only) return null;
  if (proposed === null) return computed ? open : null;
  if (nested === undefined) return proposed;
  const attributes = nested.attributes ?? {};
  return eachNested(nested.nesting_mode, proposed, (inner) => withOpen({ attributes }, inner, open));
}

/** Maps each object of a nested value, whatever its nesting mode; null and unknown stay as they are. */
export function eachNested(
  mode: NestedBlockContract["nesting_mode"],
  value: Value,
  map: (value: ValueObject, key: string) => Value,
): Value {
  const one = (item: Value, key: string) => (isObject(item) ? map(item, key) : item);
  if (isList(value)) return value.map((item, index) => one(item, String(index)));
  if (mode === "map" && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, one(item, key)]));
  }
  return one(value, "");
}
