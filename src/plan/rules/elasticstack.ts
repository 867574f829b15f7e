import type { Value } from "../provider/value.ts";
import { type Broken, broken, jsonObject, list, object, type Rule, text } from "./rule.ts";

// https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-indices-create-data-stream
const STREAM = /^(?![-_+.])[^A-Z\\/*?"<>|, #:]+$/;
const LONGEST_STREAM_BYTES = 255;
// https://www.elastic.co/docs/api/doc/kibana/operation/operation-post-spaces-space
const SPACE = /^[a-z0-9_-]+$/;

export const elasticstackRules: Readonly<Record<string, Rule>> = {
  elasticstack_elasticsearch_component_template: ({ template }) => templateDocuments(template),
  elasticstack_elasticsearch_data_stream: ({ name }) => stream(name),
  elasticstack_elasticsearch_index_template: ({ template }) => templateDocuments(template),
  elasticstack_elasticsearch_ingest_pipeline: ({ on_failure, processors }) => [
    ...processorDocuments(processors, "processors"),
    ...processorDocuments(on_failure, "on_failure"),
  ],
  elasticstack_kibana_import_saved_objects: ({ file_contents }) => savedObjects(file_contents),
  elasticstack_kibana_space: ({ space_id }) => {
    const id = text(space_id);
    return id === undefined || SPACE.test(id)
      ? []
      : broken(["space_id"], "Invalid id", `"${id}" is not of a-z, 0-9, "_" and "-".`);
  },
};

function stream(value: Value | undefined): readonly Broken[] {
  const name = text(value);
  return name === undefined || (STREAM.test(name) && Buffer.byteLength(name) <= LONGEST_STREAM_BYTES)
    ? []
    : broken(["name"], "Invalid name", `"${name}" is no name of a data stream.`);
}

function templateDocuments(template: Value | undefined): readonly Broken[] {
  return list(template).flatMap((block, index) =>
    ["mappings", "settings"].flatMap((key) => jsonObject(object(block)[key], ["template", index, key])),
  );
}

/** A processor is an object of one key, its kind. */
function processorDocuments(value: Value | undefined, key: string): readonly Broken[] {
  return list(value).flatMap((document, index): readonly Broken[] => {
    const path = [key, index];
    const bad = jsonObject(document, path);
    const json = text(document);
    if (bad.length > 0 || json === undefined) return bad;
    const kinds = Object.keys(JSON.parse(json) as object);
    return kinds.length === 1
      ? []
      : broken(path, "Invalid processor", `A processor has one kind; this one has ${kinds.length}.`);
  });
}

function savedObjects(value: Value | undefined): readonly Broken[] {
  const lines = (text(value) ?? "").split("\n").filter((line) => line !== "");
  return lines.flatMap((line) => jsonObject(line, ["file_contents"]));
}
