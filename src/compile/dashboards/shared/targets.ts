import type { JsonObject } from "../../../artifacts/index.ts";
import type { Query } from "../model.ts";
import { dataSourceReference } from "./data-source.ts";

/** Writes the queries of a panel, in the form that the classic schema has and v2 takes apart. */
export function targets(queries: readonly Query[]): readonly JsonObject[] {
  return queries.map((query) => TARGETS[query.datasource](query));
}

const TARGETS = { elasticsearch, loki, prometheus } as const;

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

const MOST_LINES = "500";

function elasticsearch({ by, expr, refId }: Query): JsonObject {
  return {
    alias: "",
    bucketAggs: by === undefined ? [] : [topValues(by), overTime()],
    datasource: dataSourceReference("elasticsearch"),
    metrics: [
      by === undefined
        ? { id: "1", settings: { limit: MOST_LINES }, type: "logs" }
        : { id: "1", type: "count" },
    ],
    query: expr,
    refId,
    timeField: "@timestamp",
  };
}

function topValues(field: string): JsonObject {
  return {
    field,
    id: "2",
    settings: { min_doc_count: "1", order: "desc", orderBy: "1", size: "20" },
    type: "terms",
  };
}

function overTime(): JsonObject {
  return {
    field: "@timestamp",
    id: "3",
    settings: { interval: "auto", min_doc_count: "0", trimEdges: "0" },
    type: "date_histogram",
  };
}
