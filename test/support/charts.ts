import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";

type Json = unknown;
type JsonRecord = Record<string, Json>;

const CONTRACTS = new URL("../../contracts/", import.meta.url);

function read(path: string): JsonRecord {
  return JSON.parse(readFileSync(new URL(path, CONTRACTS), "utf8")) as JsonRecord;
}

/** A chart's values with their defaults; a chart that holds others has theirs below their names. */
export function chartDefaults(chart: string): JsonRecord {
  const { values, subchartValues = {} } = read(`charts/${chart}.json`);
  return merge(subchartValues as JsonRecord, values as JsonRecord);
}

/**
 * What a chart would not understand: keys that its defaults do not have, and values of another type than theirs.
 * Below a default that is empty or null anything may stand; `open` names more such paths, by what reads them.
 */
export function misunderstood(values: Json, defaults: Json, open: ReadonlySet<string>, path = ""): string[] {
  if (open.has(path) || isEmpty(defaults)) {
    return [];
  }
  if (!isRecord(defaults) || !isRecord(values)) {
    const expected = kind(defaults);
    return kind(values) === expected ? [] : [`${path} is ${kind(values)}, not ${expected}`];
  }
  return Object.entries(values).flatMap(([key, value]) => {
    const inner = path === "" ? key : `${path}.${key}`;
    if (open.has(inner)) {
      return [];
    }
    return Object.hasOwn(defaults, key)
      ? misunderstood(value, defaults[key], open, inner)
      : [`${inner} is unknown`];
  });
}

/** What a chart's own JSON Schema says of values once they are laid over the defaults, as Helm does it. */
export function schemaErrors(chart: string, values: JsonRecord): string[] {
  const schema = () => {
    const { $schema: _, ...rest } = read(`charts/${chart}.schema.json`);
    return rest;
  };
  return errors(chart, schema, merge(chartDefaults(chart), values));
}

/** What the schema of a custom resource says of a `spec`, or of some of its fields. */
export function specErrors(resource: string, spec: Json, group = "monitoring.coreos.com"): string[] {
  const schema = () => {
    const { spec: definition } = read(`crds/${resource}.${group}.json`) as {
      spec: { versions: { name: string; schema: { openAPIV3Schema: { properties: JsonRecord } } }[] };
    };
    const version = definition.versions.find(({ name }) => name === "v1") ?? definition.versions[0];
    // Only what is set is looked at; the operator fills in the rest.
    return { ...(closed(version?.schema.openAPIV3Schema.properties.spec) as JsonRecord), required: [] };
  };
  return errors(resource, schema, spec);
}

/** Compiled schemas by the chart or resource that they are of: some take a second. */
const compiled = new Map<string, ValidateFunction>();

function errors(of: string, schema: () => JsonRecord, values: Json): string[] {
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
  const validate = compiled.get(of) ?? ajv.compile(schema());
  compiled.set(of, validate);
  return validate(values)
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
      );
}

/** Kubernetes drops unknown fields without a word; here they are errors. */
function closed(schema: Json): Json {
  if (Array.isArray(schema)) {
    return schema.map(closed);
  }
  if (!isRecord(schema)) {
    return schema;
  }
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return isRecord(schema.properties) && schema.type === "object" && !("additionalProperties" in schema)
    ? { ...copy, additionalProperties: false }
    : copy;
}

function merge(base: JsonRecord, over: JsonRecord): JsonRecord {
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const under = merged[key];
    merged[key] = isRecord(under) && isRecord(value) ? merge(under, value) : value;
  }
  return merged;
}

function isRecord(value: Json): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmpty(value: Json): boolean {
  return value === null || (isRecord(value) && Object.keys(value).length === 0);
}

function kind(value: Json): string {
  return Array.isArray(value) ? "a list" : value === null ? "null" : typeof value;
}
