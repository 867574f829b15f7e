import type { JsonObject } from "../../../artifacts/index.ts";
import type { DataSource, Query } from "../model.ts";
import { dataSourceVariable } from "../shared/data-source.ts";
import { targets } from "../shared/targets.ts";

/** Version of every data source's query format so far. */
const QUERY_VERSION = "v0";

/** Writes the queries of a panel: each is the classic target, with its data source and name taken out. */
export function panelQueries(queries: readonly Query[]): readonly JsonObject[] {
  return targets(queries).map((target, index) => {
    const { datasource: _datasource, refId, ...spec } = target;
    return {
      kind: "PanelQuery",
      spec: {
        hidden: false,
        query: dataQuery(queries[index]?.datasource ?? "prometheus", spec),
        refId: refId ?? "",
      },
    };
  });
}

/** A query of whichever data source the reader chose. */
export function dataQuery(source: DataSource, spec: JsonObject): JsonObject {
  return {
    datasource: { name: `\${${dataSourceVariable(source)}}` },
    group: source,
    kind: "DataQuery",
    spec,
    version: QUERY_VERSION,
  };
}

/** The query of Grafana's own annotations. */
export const BUILT_IN_QUERY: JsonObject = {
  datasource: { name: "-- Grafana --" },
  group: "grafana",
  kind: "DataQuery",
  spec: {},
  version: QUERY_VERSION,
};
