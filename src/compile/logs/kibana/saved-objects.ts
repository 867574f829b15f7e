import type { JsonObject, JsonValue } from "../../../artifacts/index.ts";

/** A reference of a saved object to another one, by the name that its attributes use. */
interface Reference {
  readonly id: string;
  readonly name: string;
  readonly type: "index-pattern" | "search" | "visualization";
}

/**
 * Versions of the forms below. Kibana brings what is older to its own; those of agg-based charts and of saved searches
 * have been stable for years, which the newer kinds of chart have not.
 *
 * Source: https://www.elastic.co/docs/explore-analyze/find-and-organize/saved-objects
 */
const FORMS = { dashboard: "8.7.0", search: "7.9.3", visualization: "8.5.0" } as const;
const CORE_FORM = "8.8.0";

const SEARCH_INDEX = "kibanaSavedObjectMeta.searchSourceJSON.index";

/** A saved search: lines, the newest first. */
export function savedSearch(
  id: string,
  {
    columns,
    description,
    title,
    view,
  }: {
    readonly columns: readonly string[];
    readonly description: string;
    readonly title: string;
    readonly view: string;
  },
): JsonObject {
  return savedObject("search", id, [{ id: view, name: SEARCH_INDEX, type: "index-pattern" }], {
    columns,
    description,
    kibanaSavedObjectMeta: searchSource({ indexRefName: SEARCH_INDEX }),
    sort: [["@timestamp", "desc"]],
    title,
  });
}

/** Lines over time, by their severity. */
export function severitiesChart(id: string, title: string, view: string): JsonObject {
  return visualization(id, title, view, {
    aggs: [
      { enabled: true, id: "1", params: {}, schema: "metric", type: "count" },
      {
        enabled: true,
        id: "2",
        params: { drop_partials: false, field: "@timestamp", interval: "auto", min_doc_count: 1 },
        schema: "segment",
        type: "date_histogram",
      },
      {
        enabled: true,
        id: "3",
        params: { field: "severity_text", missingBucket: true, order: "desc", orderBy: "1", size: 7 },
        schema: "group",
        type: "terms",
      },
    ],
    params: {
      addLegend: true,
      addTooltip: true,
      legendPosition: "right",
      seriesParams: [
        {
          data: { id: "1", label: "Lines" },
          mode: "stacked",
          show: true,
          type: "histogram",
          valueAxis: "ValueAxis-1",
        },
      ],
      type: "histogram",
    },
    type: "histogram",
  });
}

/** Lines that break their contract, by how they do. */
export function breaksTable(id: string, title: string, view: string): JsonObject {
  return visualization(id, title, view, {
    aggs: [
      { enabled: true, id: "1", params: {}, schema: "metric", type: "count" },
      {
        enabled: true,
        id: "2",
        params: { field: "attributes.crowsnest.contract.breaks", order: "desc", orderBy: "1", size: 20 },
        schema: "bucket",
        type: "terms",
      },
    ],
    params: { perPage: 10, showTotal: true, totalFunc: "sum" },
    type: "table",
  });
}

/** A panel of a dashboard, by the saved object that it shows. */
export interface Panel {
  readonly height: number;
  readonly id: string;
  readonly type: "search" | "visualization";
  /** Of 48. */
  readonly width: number;
}

/** A dashboard of saved objects, in rows of at most 48 columns. */
export function dashboard(
  id: string,
  {
    description,
    panels,
    title,
  }: { readonly description: string; readonly panels: readonly Panel[]; readonly title: string },
): JsonObject {
  const placed = placePanels(panels);
  return savedObject(
    "dashboard",
    id,
    placed.map(({ key, panel }) => ({ id: panel.id, name: `${key}:panel_${key}`, type: panel.type })),
    {
      description,
      kibanaSavedObjectMeta: searchSource({}),
      optionsJSON: JSON.stringify({ syncColors: false, syncCursor: true, useMargins: true }),
      panelsJSON: JSON.stringify(
        placed.map(({ gridData, key, panel }) => ({
          embeddableConfig: {},
          gridData,
          panelIndex: key,
          panelRefName: `panel_${key}`,
          type: panel.type,
        })),
      ),
      timeRestore: false,
      title,
      version: 1,
    },
  );
}

const COLUMNS = 48;

function placePanels(panels: readonly Panel[]) {
  let [x, y, rowHeight] = [0, 0, 0];
  return panels.map((panel, index) => {
    if (x + panel.width > COLUMNS) {
      [x, y, rowHeight] = [0, y + rowHeight, 0];
    }
    const key = String(index + 1);
    const gridData = { h: panel.height, i: key, w: panel.width, x, y };
    x += panel.width;
    rowHeight = Math.max(rowHeight, panel.height);
    return { gridData, key, panel };
  });
}

function visualization(id: string, title: string, view: string, state: JsonObject): JsonObject {
  return savedObject("visualization", id, [{ id: view, name: SEARCH_INDEX, type: "index-pattern" }], {
    description: "",
    kibanaSavedObjectMeta: searchSource({ indexRefName: SEARCH_INDEX }),
    title,
    uiStateJSON: "{}",
    version: 1,
    visState: JSON.stringify({ ...state, title }),
  });
}

function savedObject(
  type: keyof typeof FORMS,
  id: string,
  references: readonly Reference[],
  attributes: JsonObject,
): JsonObject {
  return {
    attributes,
    coreMigrationVersion: CORE_FORM,
    id,
    references: references as unknown as JsonValue,
    type,
    typeMigrationVersion: FORMS[type],
  };
}

function searchSource(more: JsonObject): JsonObject {
  return {
    searchSourceJSON: JSON.stringify({ filter: [], query: { language: "kuery", query: "" }, ...more }),
  };
}
