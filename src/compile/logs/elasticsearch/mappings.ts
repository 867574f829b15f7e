import type { JsonObject } from "../../../artifacts/index.ts";
import type { OwnField } from "../contract/index.ts";
import { streamPart } from "./names.ts";

/**
 * Longest text that is indexed as one value; what is longer is kept and not found by it. Lucene refuses the whole
 * line above 32,766 bytes.
 */
const LONGEST_KEYWORD = 1_024;

/** Attributes that the collector itself gives to lines. */
const LINE_ATTRIBUTES: JsonObject = {
  "crowsnest.contract.breaks": keyword(),
  "crowsnest.fragment": { type: "boolean" },
  level: keyword(),
};

/** What is known of where a line is from. */
const RESOURCE_ATTRIBUTES: JsonObject = {
  "deployment.environment.name": keyword(),
  "k8s.container.name": keyword(),
  "k8s.namespace.name": keyword(),
  "k8s.node.name": keyword(),
  "k8s.pod.name": keyword(),
  "k8s.pod.uid": keyword(),
  "service.name": keyword(),
  "service.version": keyword(),
};

/** Names of the Elastic Common Schema, and the names of OpenTelemetry that they stand for. */
const ECS_NAMES = {
  "event.dataset": "data_stream.dataset",
  "kubernetes.container.name": "resource.attributes.k8s.container.name",
  "kubernetes.namespace": "resource.attributes.k8s.namespace.name",
  "kubernetes.node.name": "resource.attributes.k8s.node.name",
  "kubernetes.pod.name": "resource.attributes.k8s.pod.name",
  "kubernetes.pod.uid": "resource.attributes.k8s.pod.uid",
  "log.level": "severity_text",
  message: "body.text",
  "service.environment": "resource.attributes.deployment.environment.name",
  "service.name": "resource.attributes.service.name",
  "service.version": "resource.attributes.service.version",
  "span.id": "span_id",
  "trace.id": "trace_id",
} as const;

/** First parts of names at the root of a document that are taken. */
const TAKEN = new Set([
  "@timestamp",
  "attributes",
  "body",
  "data_stream",
  "observed_timestamp",
  "resource",
  "severity_number",
  "severity_text",
  "span_id",
  "trace_id",
  ...Object.keys(ECS_NAMES).map((name) => name.split(".", 1)[0] ?? name),
]);

/**
 * What every line has, in the shape that OpenTelemetry's exporter writes (its mapping mode `otel`), found by the
 * names of the Elastic Common Schema too. A field that no contract names is kept and not indexed: nothing that a
 * service writes can make a mapping, or break one.
 *
 * Source: https://www.elastic.co/docs/reference/edot-collector/components/elasticsearchexporter
 */
export function lineMappings(environment: string): JsonObject {
  return {
    dynamic: false,
    properties: {
      "@timestamp": { type: "date_nanos" },
      attributes: flat(LINE_ATTRIBUTES),
      body: { dynamic: false, properties: { text: { type: "match_only_text" } } },
      data_stream: {
        properties: {
          dataset: keyword(),
          namespace: { type: "constant_keyword", value: streamPart(environment) },
          type: { type: "constant_keyword", value: "logs" },
        },
      },
      ...aliases(Object.entries(ECS_NAMES)),
      observed_timestamp: { type: "date_nanos" },
      resource: { dynamic: false, properties: { attributes: flat(RESOURCE_ATTRIBUTES) } },
      severity_number: { type: "byte" },
      severity_text: keyword(),
      span_id: keyword(),
      trace_id: keyword(),
    },
  };
}

/** Fields of a service's own: each by its type, below `attributes` and by its own name. */
export function ownMappings(fields: readonly OwnField[]): JsonObject {
  const names = fields.map(({ name }) => name);
  const direct = fields.filter(
    ({ name }) => !TAKEN.has(name.split(".", 1)[0] ?? name) && isApart(name, names),
  );
  return {
    properties: {
      ...aliases(direct.map(({ name }) => [name, `attributes.${name}`] as const)),
      attributes: flat(Object.fromEntries(fields.map(({ name, type }) => [name, FIELD_TYPES[type]]))),
    },
  };
}

/** Whether a field's name can be an object's path: no other field lies below it, and it lies below none. */
function isApart(name: string, names: readonly string[]): boolean {
  return !names.some((other) => other.startsWith(`${name}.`) || name.startsWith(`${other}.`));
}

/** `index.mapping.ignore_malformed` keeps a line whose number or boolean is none. */
const FIELD_TYPES: Readonly<Record<OwnField["type"], JsonObject>> = {
  boolean: { type: "boolean" },
  number: { type: "double" },
  string: keyword(),
};

/** Dots in names mean nothing: `http` and `http.status` may both be there. */
function flat(properties: JsonObject): JsonObject {
  return { dynamic: false, properties, subobjects: false, type: "object" };
}

function keyword(): JsonObject {
  return { ignore_above: LONGEST_KEYWORD, type: "keyword" };
}

/** Properties of aliases, nested as the dots in their names say. */
function aliases(names: readonly (readonly [string, string])[]): JsonObject {
  const root: Record<string, Tree> = {};
  for (const [name, path] of names) {
    const parts = name.split(".");
    const last = parts.pop() ?? name;
    let at = root;
    for (const part of parts) {
      at[part] ??= { properties: {} };
      at = (at[part] as { properties: Record<string, Tree> }).properties;
    }
    at[last] = { path, type: "alias" };
  }
  return root as JsonObject;
}

type Tree = { path: string; type: "alias" } | { properties: Record<string, Tree> };
