import type {
  AttributeContract,
  BlockContract,
  NestedAttributeContract,
  TypeExpression,
} from "../../src/plan/contract/contract.ts";

/** Terraform JSON of a block with everything that its contract requires, and with `full` everything that it takes. */
export function minimalConfig(block: BlockContract, full = false): Record<string, unknown> {
  const config: Record<string, unknown> = {};
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    const wanted = attribute.required || (full && attribute.optional);
    if (wanted) config[name] = attributeValue(attribute, full);
  }
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    if ((nested.min_items ?? 0) === 0 && !full) continue;
    const inner = minimalConfig(nested.block, full);
    config[name] = nested.nesting_mode === "list" || nested.nesting_mode === "set" ? [inner] : inner;
  }
  return config;
}

function attributeValue({ nested_type, type = "dynamic" }: AttributeContract, full: boolean): unknown {
  return nested_type === undefined ? typed(type) : nestedValue(nested_type, full);
}

function nestedValue({ attributes = {}, nesting_mode }: NestedAttributeContract, full: boolean): unknown {
  const inner = minimalConfig({ attributes }, full);
  if (nesting_mode === "map") return { key: inner };
  return nesting_mode === "single" ? inner : [inner];
}

function typed(type: TypeExpression): unknown {
  if (type === "string") return "a";
  if (type === "number") return 1.1;
  if (type === "bool") return true;
  if (type === "dynamic") return { list: [1, "two", null], map: { key: true }, number: 0.1 };
  if (type[0] === "map") return { key: typed(type[1]) };
  if (type[0] === "tuple") return type[1].map(typed);
  if (type[0] === "object") {
    return Object.fromEntries(Object.entries(type[1]).map(([name, inner]) => [name, typed(inner)]));
  }
  return [typed(type[1])];
}
