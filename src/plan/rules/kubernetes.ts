import { customResourceSchema } from "../contract/custom-resources.ts";
import { structuralOffences } from "../contract/structural-schema.ts";
import { plainDynamic } from "../provider/plain.ts";
import { isList, type Value, type ValueObject } from "../provider/value.ts";
import { type Broken, broken, given, list, object, oneOf, type Rule, text, texts } from "./rule.ts";

// The formats that an API server takes: RFC 1123 names, qualified label keys, label values.
// https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const KEY_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const DATA_KEY = /^[-._a-zA-Z0-9]{1,253}$/;
const LONGEST_NAME = 63;
const LONGEST_SUBDOMAIN = 253;
// https://kubernetes.io/docs/concepts/configuration/secret/ and …/configmap/: the data of one object.
const LARGEST_DATA_BYTES = 1024 * 1024;
// One mistake in a generator is in every rule.
const MOST_OFFENCES = 10;

export const kubernetesRules: Readonly<Record<string, Rule>> = {
  kubernetes_config_map_v1: (config) => [...metadata(config), ...data(config, ["data", "binary_data"])],
  kubernetes_manifest: manifest,
  kubernetes_namespace_v1: (config) => metadata(config, label),
  kubernetes_network_policy_v1: (config) => [...metadata(config), ...policyTypes(config)],
  kubernetes_secret_v1: (config) => [
    ...metadata(config),
    ...data(config, ["data", "binary_data", "data_wo", "binary_data_wo"]),
    ...writeOnly(config, "data"),
    ...writeOnly(config, "binary_data"),
  ],
};

type NameRule = (value: Value | undefined, path: Broken["path"]) => readonly Broken[];

function metadata(config: ValueObject, name: NameRule = subdomain): readonly Broken[] {
  return list(config.metadata).flatMap((block, index) =>
    metadataOf(object(block), ["metadata", index], name),
  );
}

function metadataOf(block: ValueObject, path: Broken["path"], name: NameRule): readonly Broken[] {
  const keys = (part: string) => Object.keys(object(block[part]));
  return [
    ...name(block.name, [...path, "name"]),
    ...label(block.namespace, [...path, "namespace"]),
    ...keys("labels").flatMap((key) => qualified(key, [...path, "labels"])),
    ...keys("annotations").flatMap((key) => qualified(key, [...path, "annotations"])),
    ...texts(block.labels).flatMap(([key, value]) =>
      value === "" || (KEY_NAME.test(value) && value.length <= LONGEST_NAME)
        ? []
        : broken(
            [...path, "labels"],
            "Invalid label value",
            `The value "${value}" of ${key} is no label value.`,
          ),
    ),
  ];
}

function label(value: Value | undefined, path: Broken["path"]): readonly Broken[] {
  const name = text(value);
  if (name === undefined || (LABEL.test(name) && name.length <= LONGEST_NAME)) return [];
  return broken(
    path,
    "Invalid name",
    `"${name}" is no RFC 1123 label of at most ${LONGEST_NAME} characters.`,
  );
}

function subdomain(value: Value | undefined, path: Broken["path"]): readonly Broken[] {
  const name = text(value);
  if (name === undefined || (SUBDOMAIN.test(name) && name.length <= LONGEST_SUBDOMAIN)) return [];
  return broken(path, "Invalid name", `"${name}" is no RFC 1123 subdomain.`);
}

function qualified(key: string, path: Broken["path"]): readonly Broken[] {
  const slash = key.indexOf("/");
  const [prefix, name] = slash === -1 ? [undefined, key] : [key.slice(0, slash), key.slice(slash + 1)];
  const good =
    KEY_NAME.test(name) &&
    name.length <= LONGEST_NAME &&
    (prefix === undefined || (SUBDOMAIN.test(prefix) && prefix.length <= LONGEST_SUBDOMAIN));
  return good ? [] : broken(path, "Invalid key", `"${key}" is no qualified name such as example.com/name.`);
}

function data(config: ValueObject, names: readonly string[]): readonly Broken[] {
  const bytes = names
    .flatMap((name) => texts(config[name]))
    .map(([key, value]) => Buffer.byteLength(key + value));
  const total = bytes.reduce((sum, size) => sum + size, 0);
  const bad = names.flatMap((name) =>
    Object.keys(object(config[name]))
      .filter((key) => !DATA_KEY.test(key))
      .flatMap((key) =>
        broken([name], "Invalid key", `"${key}" may hold letters, digits, "-", "_" and "." only.`),
      ),
  );
  if (total <= LARGEST_DATA_BYTES) return bad;
  return [
    ...bad,
    ...broken([], "Too large", `The data is ${total} bytes; Kubernetes takes ${LARGEST_DATA_BYTES}.`),
  ];
}

/** The provider writes what is write-only when its revision changes, so without one it never does. */
function writeOnly(config: ValueObject, name: string): readonly Broken[] {
  const [written, revision] = [`${name}_wo`, `${name}_wo_revision`];
  if (given(config[written]) && given(config[name])) {
    return broken([written], "Conflicting arguments", `${written} and ${name} cannot both be given.`);
  }
  if (given(config[written]) === given(config[revision])) return [];
  const [has, lacks] = given(config[written]) ? [written, revision] : [revision, written];
  return broken([has], "Missing argument", `${has} does nothing without ${lacks}.`);
}

function policyTypes(config: ValueObject): readonly Broken[] {
  return list(config.spec).flatMap((spec, index) =>
    list(object(spec).policy_types).flatMap((type, position) =>
      oneOf(type, ["spec", index, "policy_types", position], ["Egress", "Ingress"]),
    ),
  );
}

function manifest(config: ValueObject): readonly Broken[] {
  // A value of any type travels with its type before it.
  const value = config.manifest;
  if (value === undefined || !isList(value)) return [];
  const fields = object(value[1]);
  const path = ["manifest"];
  const missing = ["apiVersion", "kind", "metadata"].filter((field) => !given(fields[field]));
  const { name, generateName } = object(fields.metadata);
  return [
    ...missing.flatMap((field) => broken(path, "Incomplete manifest", `A manifest needs ${field}.`)),
    ...(given(fields.metadata) && !given(name) && !given(generateName)
      ? broken(path, "Incomplete manifest", "A manifest needs metadata.name.")
      : []),
    ...(given(fields.status) ? broken(path, "Invalid manifest", "A manifest holds no status.") : []),
    // The protocol finds no path inside a value of any type.
    ...metadataOf(object(fields.metadata), [], subdomain).map((found) => ({
      ...found,
      detail: `metadata.${found.path.join(".")}: ${found.detail}`,
      path,
    })),
    ...customResource(text(fields.apiVersion), text(fields.kind), value),
  ];
}

/** The provider asks the server for the schema of a custom resource, and refuses what breaks it. */
function customResource(apiVersion = "", kind = "", value: Value): readonly Broken[] {
  const schema = customResourceSchema(apiVersion, kind);
  if (schema === undefined) return [];
  const offences = structuralOffences(schema, plainDynamic(value));
  return offences
    .slice(0, MOST_OFFENCES)
    .flatMap((offence) => broken(["manifest"], `Invalid ${kind}`, `${offence}.`));
}
