import { streamPart } from "../logs/elasticsearch/names.ts";
import { quote, resourceAttribute } from "./ottl.ts";

/** Says which data stream a line goes to: that of its service. The exporter takes these attributes off. */
export function dataStreamStatements(environment: string): readonly string[] {
  const dataset = resourceAttribute("data_stream.dataset");
  return [
    `set(${dataset}, ${resourceAttribute("service.name")})`,
    `replace_pattern(${dataset}, "-", "_")`,
    `set(${resourceAttribute("data_stream.namespace")}, ${quote(streamPart(environment))})`,
  ];
}
