import type { JsonObject } from "../../../artifacts/index.ts";
import type { Variable } from "../model.ts";
import { dataSourceReference, dataSourceVariable } from "../shared/data-source.ts";
import { ALL_VALUE, CURRENT, labelValues } from "../shared/label-values.ts";

const REFRESH_ON_LOAD = 1;
const REFRESH_ON_TIME_RANGE = 2;
const SORT_ALPHABETICAL = 1;

/** Writes a variable; options are left to Grafana, which asks for them. */
export function variable(item: Variable): JsonObject {
  return item.kind === "datasource" ? dataSource(item) : query(item);
}

function dataSource({ type, label, uid }: Extract<Variable, { readonly kind: "datasource" }>): JsonObject {
  return {
    // Grafana replaces the text by the data source's name when it loads.
    current: { text: uid, value: uid },
    label,
    name: dataSourceVariable(type),
    options: [],
    query: type,
    refresh: REFRESH_ON_LOAD,
    regex: "",
    type: "datasource",
  };
}

function query({ name, label, query: text }: Extract<Variable, { readonly kind: "query" }>): JsonObject {
  return {
    allValue: ALL_VALUE,
    current: CURRENT,
    datasource: dataSourceReference("prometheus"),
    definition: text,
    includeAll: true,
    label,
    multi: true,
    name,
    options: [],
    query: labelValues(text),
    refresh: REFRESH_ON_TIME_RANGE,
    regex: "",
    sort: SORT_ALPHABETICAL,
    type: "query",
  };
}
