import type {
  AttributeContract,
  BlockContract,
  NestedBlockContract,
  ProviderContract,
  TypeExpression,
} from "../../src/plan/contract/contract.ts";

type Body = Readonly<Record<string, unknown>>;

/** Arguments that Terraform itself takes in every resource and data source. */
const META_ARGUMENTS = ["count", "depends_on", "for_each", "lifecycle", "provider"];

/** A stack's configuration, as far as providers have a say in it. */
interface StackConfiguration {
  readonly data?: Readonly<Record<string, Readonly<Record<string, Body>>>>;
  readonly provider?: Readonly<Record<string, readonly Body[]>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Body>>>>;
}

/** What in a stack is not as its providers' schemas say; each with its path. */
export function contractOffences(
  configuration: StackConfiguration,
  contracts: Readonly<Record<string, ProviderContract>>,
): readonly string[] {
  const { data = {}, provider = {}, resource = {} } = configuration;
  const known = Object.values(contracts);
  const find = (kind: "resource_schemas" | "data_source_schemas", type: string) =>
    known.flatMap((contract) => contract[kind][type] ?? [])[0]?.block;
  const named = (blocks: NonNullable<StackConfiguration["resource"]>) =>
    Object.entries(blocks).flatMap(([type, byId]) =>
      Object.entries(byId).map(([id, body]) => ({ body, path: `${type}.${id}`, type })),
    );
  return [
    ...Object.entries(provider).flatMap(([name, bodies]) =>
      bodies.flatMap((body) => blockOffences(body, contracts[name]?.provider.block, `provider.${name}`)),
    ),
    ...named(resource).flatMap(({ body, path, type }) =>
      blockOffences(withoutMeta(body), find("resource_schemas", type), path),
    ),
    ...named(data).flatMap(({ body, path, type }) =>
      blockOffences(withoutMeta(body), find("data_source_schemas", type), `data.${path}`),
    ),
  ];
}

function withoutMeta(body: Body): Body {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !META_ARGUMENTS.includes(name)));
}

function blockOffences(body: unknown, block: BlockContract | undefined, path: string): readonly string[] {
  if (block === undefined) {
    return [`${path}: no contract has it`];
  }
  if (!isBody(body)) {
    return [`${path}: not a block`];
  }
  const { attributes = {}, block_types: blocks = {} } = block;
  return [
    ...Object.keys(body)
      .filter((name) => !Object.hasOwn(attributes, name) && !Object.hasOwn(blocks, name))
      .map((name) => `${path}.${name}: unknown argument`),
    ...attributesOffences(body, attributes, path),
    ...Object.entries(blocks).flatMap(([name, nested]) =>
      nestedOffences(body[name], nested, `${path}.${name}`),
    ),
  ];
}

function attributesOffences(
  body: Body,
  attributes: Readonly<Record<string, AttributeContract>>,
  path: string,
): readonly string[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    const value = body[name];
    if (value === undefined || value === null) {
      return attribute.required === true ? [`${path}.${name}: missing`] : [];
    }
    return attributeOffences(value, attribute, `${path}.${name}`);
  });
}

function attributeOffences(value: unknown, attribute: AttributeContract, path: string): readonly string[] {
  if (attribute.optional !== true && attribute.required !== true) {
    return [`${path}: computed, not an argument`];
  }
  if (attribute.deprecated === true) {
    return [`${path}: deprecated`];
  }
  if ((attribute.sensitive === true || attribute.write_only === true) && hasLiteral(value)) {
    return [`${path}: a literal in a secret argument`];
  }
  const { nested_type: nested, type } = attribute;
  if (nested === undefined) {
    return typeOffences(value, type ?? "dynamic", path);
  }
  if (isExpression(value)) {
    return [];
  }
  const items = itemsOf(value, nested.nesting_mode, path);
  return typeof items === "string"
    ? [items]
    : items.flatMap(([itemPath, item]) =>
        blockOffences(item, { attributes: nested.attributes ?? {} }, itemPath),
      );
}

function nestedOffences(value: unknown, nested: NestedBlockContract, path: string): readonly string[] {
  const { block, max_items: most, min_items: least = 0, nesting_mode: mode } = nested;
  // One block may be written without the list around it.
  const list = value === undefined ? [] : mode === "list" || mode === "set" ? [value].flat() : value;
  const items = value === undefined ? [] : itemsOf(list, mode, path);
  if (typeof items === "string") {
    return [items];
  }
  return [
    ...(items.length < least ? [`${path}: ${items.length} blocks, at least ${least}`] : []),
    ...(most !== undefined && items.length > most
      ? [`${path}: ${items.length} blocks, at most ${most}`]
      : []),
    ...items.flatMap(([itemPath, item]) => blockOffences(item, block, itemPath)),
  ];
}

function itemsOf(
  value: unknown,
  mode: string,
  path: string,
): readonly (readonly [string, unknown])[] | string {
  if (mode === "single" || mode === "group") {
    return isBody(value) ? [[path, value]] : `${path}: not an object`;
  }
  if (mode === "map") {
    return isBody(value)
      ? Object.entries(value).map(([key, item]) => [`${path}["${key}"]`, item])
      : `${path}: not a map`;
  }
  return Array.isArray(value)
    ? value.map((item, index) => [`${path}[${index}]`, item])
    : `${path}: not a list`;
}

function typeOffences(value: unknown, type: TypeExpression, path: string): readonly string[] {
  if (isExpression(value) || type === "dynamic") {
    return [];
  }
  if (typeof type === "string") {
    const wanted = type === "bool" ? "boolean" : type;
    return typeof value === wanted ? [] : [`${path}: not a ${type}`];
  }
  const [kind, of] = type;
  switch (kind) {
    case "list":
    case "set":
      return Array.isArray(value)
        ? value.flatMap((item, index) => typeOffences(item, of, `${path}[${index}]`))
        : [`${path}: not a ${kind}`];
    case "map":
      return isBody(value)
        ? Object.entries(value).flatMap(([key, item]) => typeOffences(item, of, `${path}["${key}"]`))
        : [`${path}: not a map`];
    case "object":
      return isBody(value)
        ? Object.entries(of).flatMap(([key, item]) => typeOffences(value[key], item, `${path}.${key}`))
        : [`${path}: not an object`];
    case "tuple":
      return Array.isArray(value) ? [] : [`${path}: not a tuple`];
  }
}

/** Whether a value is nothing but one of Terraform's expressions; its type is Terraform's to know. */
function isExpression(value: unknown): boolean {
  return typeof value === "string" && /^\$\{[^{}]*\}$/.test(value);
}

function hasLiteral(value: unknown): boolean {
  if (typeof value === "object" && value !== null) {
    return Object.values(value).some(hasLiteral);
  }
  return value !== null && !isExpression(value);
}

function isBody(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
