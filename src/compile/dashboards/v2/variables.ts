import type { JsonObject } from "../../../artifacts/index.ts";
import type { Variable } from "../model.ts";
import { dataSourceVariable } from "../shared/data-source.ts";
import { ALL_VALUE, CURRENT, labelValues } from "../shared/label-values.ts";
import { dataQuery } from "./query.ts";

/** Writes a variable; options are left to Grafana, which asks for them. */
export function variableKind(item: Variable): JsonObject {
  return item.kind === "datasource" ? dataSource(item) : query(item);
}

function dataSource({ type, label, uid }: Extract<Variable, { readonly kind: "datasource" }>): JsonObject {
  return {
    kind: "DatasourceVariable",
    spec: {
      allowCustomValue: false,
      current: { text: uid, value: uid },
      hide: "dontHide",
      includeAll: false,
      label,
      multi: false,
      name: dataSourceVariable(type),
      options: [],
      pluginId: type,
      refresh: "onDashboardLoad",
      regex: "",
      skipUrlSync: false,
    },
  };
}

function query(item: Extract<Variable, { readonly kind: "query" }>): JsonObject {
  return {
    kind: "QueryVariable",
    spec: {
      allValue: ALL_VALUE,
      allowCustomValue: true,
      current: CURRENT,
      definition: item.query,
      hide: "dontHide",
      includeAll: true,
      label: item.label,
      multi: true,
      name: item.name,
      options: [],
      query: dataQuery("prometheus", labelValues(item.query)),
      refresh: "onTimeRangeChanged",
      regex: "",
      skipUrlSync: false,
      sort: "alphabeticalAsc",
    },
  };
}
