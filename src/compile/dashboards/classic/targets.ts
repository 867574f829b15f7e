import type { JsonObject } from "../../../artifacts/index.ts";
import type { Query } from "../model.ts";
import { dataSourceReference } from "./data-source.ts";

/** Writes the queries of a panel. */
export function targets(queries: readonly Query[]): readonly JsonObject[] {
  return queries.map((query) => (query.datasource === "prometheus" ? prometheus(query) : loki(query)));
}

function prometheus(query: Query): JsonObject {
  return {
    datasource: dataSourceReference("prometheus"),
    editorMode: "code",
    exemplar: query.exemplars,
    expr: query.expr,
    format: query.format === "table" ? "table" : "time_series",
    instant: query.instant,
    // The least step; `$__rate_interval` is four of it, however slowly this service is scraped.
    ...(query.minStep !== undefined && { interval: query.minStep }),
    legendFormat: query.legend,
    range: !query.instant,
    refId: query.refId,
  };
}

function loki(query: Query): JsonObject {
  return {
    datasource: dataSourceReference("loki"),
    direction: "backward",
    editorMode: "code",
    expr: query.expr,
    legendFormat: query.legend,
    queryType: query.instant ? "instant" : "range",
    refId: query.refId,
  };
}
