import type { JsonObject } from "../../../artifacts/index.ts";
import { dataSourceVariable } from "../classic/data-source.ts";
import { variable } from "../classic/variables.ts";
import type { Variable } from "../model.ts";
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
  const classic = variable(item);
  return {
    kind: "QueryVariable",
    spec: {
      allValue: classic.allValue ?? "",
      allowCustomValue: true,
      current: classic.current ?? {},
      definition: item.query,
      hide: "dontHide",
      includeAll: true,
      label: item.label,
      multi: true,
      name: item.name,
      options: [],
      query: dataQuery("prometheus", classic.query as JsonObject),
      refresh: "onTimeRangeChanged",
      regex: "",
      skipUrlSync: false,
      sort: "alphabeticalAsc",
    },
  };
}
