import type {
  AttributeContract,
  BlockContract,
  NestedAttributeContract,
  NestedBlockContract,
} from "../contract/contract.ts";
import { isList, isObject, UNKNOWN, type Value, type ValueObject } from "./value.ts";

/**
 * What a provider would plan for a configuration: what it computes and nobody set becomes known after apply,
 * and what is only written never shows.
 */
export function plannedValue(block: BlockContract, proposed: ValueObject): ValueObject {
  const planned: Record<string, Value> = { ...proposed };
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    planned[name] = plannedAttribute(attribute, proposed[name] ?? null);
  }
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    planned[name] = plannedBlocks(nested, proposed[name] ?? null);
  }
  return planned;
}

function plannedAttribute(attribute: AttributeContract, proposed: Value): Value {
  if (attribute.write_only) return null;
  if (proposed === null) return attribute.computed ? UNKNOWN : null;
  return attribute.nested_type === undefined ? proposed : plannedNested(attribute.nested_type, proposed);
}

function plannedNested({ attributes = {}, nesting_mode }: NestedAttributeContract, proposed: Value): Value {
  return eachNested(nesting_mode, proposed, (value) => plannedValue({ attributes }, value));
}

function plannedBlocks(nested: NestedBlockContract, proposed: Value): Value {
  return eachNested(nested.nesting_mode, proposed, (value) => plannedValue(nested.block, value));
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
