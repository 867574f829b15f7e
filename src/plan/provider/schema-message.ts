import type {
  AttributeContract,
  BlockContract,
  NestedAttributeContract,
  NestedBlockContract,
  ProviderContract,
  SchemaContract,
} from "../contract/contract.ts";

// The protocol numbers attributes' nesting modes the same way; those lack the last.
const NESTING = { single: 1, list: 2, set: 3, map: 4, group: 5 } as const;

const messages = new WeakMap<ProviderContract, object>();

/** The answer to GetProviderSchema: a contract in the protocol's words, the same object every time. */
export function providerSchemaMessage(contract: ProviderContract): object {
  const known = messages.get(contract);
  if (known !== undefined) return known;
  const message = {
    provider: schemaMessage(contract.provider),
    resource_schemas: mapValues(contract.resource_schemas, schemaMessage),
    data_source_schemas: mapValues(contract.data_source_schemas, schemaMessage),
  };
  messages.set(contract, message);
  return message;
}

function schemaMessage(schema: SchemaContract): object {
  // A provider's own contract carries its release where a resource's carries the number of its schema.
  const version = typeof schema.version === "number" ? schema.version : 0;
  return { version, block: blockMessage(schema.block) };
}

function blockMessage({ attributes = {}, block_types = {}, deprecated = false }: BlockContract): object {
  return {
    attributes: attributeMessages(attributes),
    block_types: Object.entries(block_types).map(([name, nested]) => nestedBlockMessage(name, nested)),
    deprecated,
  };
}

function nestedBlockMessage(name: string, nested: NestedBlockContract): object {
  return {
    type_name: name,
    block: blockMessage(nested.block),
    nesting: NESTING[nested.nesting_mode],
    min_items: nested.min_items ?? 0,
    max_items: nested.max_items ?? 0,
  };
}

function attributeMessages(attributes: Readonly<Record<string, AttributeContract>>): object[] {
  return Object.entries(attributes).map(([name, { nested_type, type, ...flags }]) => ({
    ...flags,
    name,
    ...(nested_type === undefined
      ? { type: Buffer.from(JSON.stringify(type ?? "dynamic")) }
      : { nested_type: objectMessage(nested_type) }),
  }));
}

function objectMessage({ attributes = {}, nesting_mode }: NestedAttributeContract): object {
  return { attributes: attributeMessages(attributes), nesting: NESTING[nesting_mode] };
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
