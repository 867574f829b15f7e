/**
 * The part of OpenAPI that a CustomResourceDefinition may use and whose meaning needs no server. Rules in CEL
 * (`x-kubernetes-validations`) are left to the server.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
 */
export interface StructuralSchema {
  readonly additionalProperties?: boolean | StructuralSchema;
  readonly enum?: readonly unknown[];
  readonly items?: StructuralSchema;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, StructuralSchema>>;
  readonly required?: readonly string[];
  readonly type?: string;
  readonly "x-kubernetes-int-or-string"?: boolean;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
}

/** What is known only after an apply: it keeps to every schema. */
export const LATER = Symbol("known after apply");

/** Where an object breaks its schema, a line each: `spec.groups[0].rules[1].fro: no such field`. */
export function structuralOffences(schema: StructuralSchema, value: unknown, path = ""): readonly string[] {
  if (value === LATER || value === null || value === undefined) return [];
  const wrong = typeOffence(schema, value);
  if (wrong !== undefined) return [`${path}: ${wrong}`];
  if (Array.isArray(value)) return listOffences(schema, value, path);
  if (typeof value === "object") return objectOffences(schema, value as Fields, path);
  return scalarOffences(schema, value).map((offence) => `${path}: ${offence}`);
}

type Fields = Readonly<Record<string, unknown>>;

function typeOffence(schema: StructuralSchema, value: unknown): string | undefined {
  const found = typeOf(value);
  if (schema["x-kubernetes-int-or-string"]) {
    return found === "integer" || found === "string"
      ? undefined
      : `an integer or a string is needed, not ${found}`;
  }
  const { type } = schema;
  if (type === undefined || type === found || (type === "number" && found === "integer")) return undefined;
  return `the type ${type} is needed, not ${found}`;
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

function listOffences(
  { items = {}, minItems = 0 }: StructuralSchema,
  list: readonly unknown[],
  path: string,
): readonly string[] {
  const short = list.length < minItems ? [`${path}: at least ${minItems} entries are needed`] : [];
  return [...short, ...list.flatMap((item, index) => structuralOffences(items, item, `${path}[${index}]`))];
}

function objectOffences(schema: StructuralSchema, fields: Fields, path: string): readonly string[] {
  const { additionalProperties, properties = {}, required = [] } = schema;
  const under = (name: string) => (path === "" ? name : `${path}.${name}`);
  const missing = required
    .filter((name) => fields[name] === undefined || fields[name] === null)
    .map((name) => `${under(name)}: it is needed`);
  const open =
    schema["x-kubernetes-preserve-unknown-fields"] === true ||
    additionalProperties === true ||
    // An object of which nothing is said, as metadata: the server knows more.
    (schema.properties === undefined && additionalProperties === undefined);
  const within = Object.entries(fields).flatMap(([name, field]) => {
    const inner =
      properties[name] ?? (typeof additionalProperties === "object" ? additionalProperties : undefined);
    if (inner !== undefined) return structuralOffences(inner, field, under(name));
    return open || field === null ? [] : [`${under(name)}: no such field`];
  });
  return [...missing, ...within];
}

function scalarOffences(schema: StructuralSchema, value: unknown): readonly string[] {
  const { enum: words, maximum, minLength = 0, minimum, pattern } = schema;
  const offences: string[] = [];
  if (words !== undefined && !words.includes(value)) offences.push(`it is none of ${words.join(", ")}`);
  if (typeof value === "number") {
    if (minimum !== undefined && value < minimum) offences.push(`it is less than ${minimum}`);
    if (maximum !== undefined && value > maximum) offences.push(`it is more than ${maximum}`);
  }
  if (typeof value === "string") {
    if (value.length < minLength) offences.push(`it is shorter than ${minLength}`);
    if (pattern !== undefined && !new RegExp(pattern).test(value))
      offences.push(`it does not match ${pattern}`);
  }
  return offences;
}
