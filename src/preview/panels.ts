import type { DashboardArtifact, JsonObject, JsonValue } from "../artifacts/index.ts";

/** A query of a panel. */
export interface PreviewQuery {
  readonly refId: string;
  readonly expr: string;
  readonly legend: string;
  readonly datasource: "prometheus" | "loki" | "elasticsearch";
  readonly instant: boolean;
}

/** A panel as a page shows it. */
export interface PreviewPanel {
  readonly id: number;
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  readonly queries: readonly PreviewQuery[];
  readonly thresholds: readonly { readonly value: number; readonly color: string }[];
  /** How a table shows fields. */
  readonly fields: TableFields;
  /** Shown where a query has no result. */
  readonly noValue: string;
  /** Markdown of a text panel. */
  readonly text: string;
  readonly x: number;
  /** Below the heading of its row. */
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** What a table does with the fields that queries bring. */
export interface TableFields {
  /** Field by which the rows of several queries become one; empty for none. */
  readonly joinBy: string;
  readonly hidden: ReadonlySet<string>;
  /** Headings by field, in the order of the columns. */
  readonly headings: ReadonlyMap<string, string>;
  /** Units and fixed words of columns, by heading. */
  readonly columns: ReadonlyMap<string, { readonly unit: string; readonly words: string }>;
}

/** A row with its panels. */
export interface PreviewRow {
  readonly title: string;
  readonly panels: readonly PreviewPanel[];
}

/** Reads the rows of a dashboard, whichever of Grafana's schemas it is in. */
export function previewRows({ json, schema }: DashboardArtifact): readonly PreviewRow[] {
  const model = object(JSON.parse(json));
  return schema === "v2" ? rowsOfV2(model) : rowsOfClassic(model);
}

function rowsOfClassic(model: JsonObject): readonly PreviewRow[] {
  const rows: { title: string; panels: PreviewPanel[] }[] = [];
  let top = 0;
  for (const item of list(model.panels)) {
    const place = object(item.gridPos);
    if (item.type === "row") {
      const inside = list(item.panels);
      top = number(place.y) + number(place.h);
      // A collapsed row of somebody else's dashboard holds its panels itself.
      rows.push({ title: text(item.title), panels: inside.map((panel) => classicPanel(panel, top)) });
      continue;
    }
    if (rows.length === 0) {
      rows.push({ title: "", panels: [] });
    }
    rows.at(-1)?.panels.push(classicPanel(item, top));
  }
  return rows;
}

function classicPanel(item: JsonObject, top: number): PreviewPanel {
  const place = object(item.gridPos);
  return {
    ...visual(
      text(item.type),
      object(item.fieldConfig),
      object(item.options),
      list(item.transformations).map(({ id, options }) => [text(id), object(options)]),
    ),
    id: number(item.id),
    title: text(item.title),
    description: text(item.description),
    queries: list(item.targets).map((target) => query(target, text(object(target.datasource).type))),
    x: number(place.x),
    y: Math.max(0, number(place.y) - top),
    w: number(place.w),
    h: number(place.h),
  };
}

function rowsOfV2(spec: JsonObject): readonly PreviewRow[] {
  const elements = object(spec.elements);
  return gridsOf(object(spec.layout), "").map(({ title, items }) => ({
    title,
    panels: items.map((place) =>
      panelOfV2(object(object(elements[text(object(place.element).name)]).spec), place),
    ),
  }));
}

function panelOfV2(panel: JsonObject, place: JsonObject): PreviewPanel {
  const look = object(panel.vizConfig);
  const lookSpec = object(look.spec);
  const data = object(object(panel.data).spec);
  return {
    ...visual(
      text(look.group),
      object(lookSpec.fieldConfig),
      object(lookSpec.options),
      list(data.transformations).map(({ group, spec }) => [text(group), object(object(spec).options)]),
    ),
    id: number(panel.id),
    title: text(panel.title),
    description: text(panel.description),
    queries: list(data.queries).map(({ spec: entry }) => {
      const { query: asked, refId } = object(entry);
      return query({ ...object(object(asked).spec), refId: refId ?? "" }, text(object(asked).group));
    }),
    x: number(place.x),
    y: number(place.y),
    w: number(place.width),
    h: number(place.height),
  };
}

interface Grid {
  readonly title: string;
  /** Elements with their places. */
  readonly items: readonly JsonObject[];
}

/** The grids of a layout, in the order that they are read; ours are in rows, somebody else's in tabs or in nothing. */
function gridsOf({ kind, spec }: JsonObject, title: string): readonly Grid[] {
  const layout = object(spec);
  if (kind === "RowsLayout" || kind === "TabsLayout") {
    return list(kind === "RowsLayout" ? layout.rows : layout.tabs).flatMap((part) => {
      const inner = object(part.spec);
      return gridsOf(
        object(inner.layout),
        [title, text(inner.title)].filter((name) => name !== "").join(": "),
      );
    });
  }
  const items = list(layout.items).map((item) => object(item.spec));
  return [{ title, items: kind === "AutoGridLayout" ? autoPlaced(items, layout) : items }];
}

const COLUMNS = 24;
/** What Grafana takes where a grid that places its panels itself does not say. */
const AUTO_COLUMNS = 3;
const AUTO_HEIGHT = 9;

function autoPlaced(items: readonly JsonObject[], { maxColumnCount }: JsonObject): readonly JsonObject[] {
  const columns = Math.min(COLUMNS, Math.max(1, number(maxColumnCount) || AUTO_COLUMNS));
  const width = Math.floor(COLUMNS / columns);
  return items.map((item, index) => ({
    ...item,
    height: AUTO_HEIGHT,
    width,
    x: (index % columns) * width,
    y: Math.floor(index / columns) * AUTO_HEIGHT,
  }));
}

type Transformations = readonly (readonly [string, JsonObject])[];

function visual(
  kind: string,
  fieldConfig: JsonObject,
  options: JsonObject,
  transformations: Transformations,
) {
  const defaults = object(fieldConfig.defaults);
  // The value of the first step means nothing.
  const [, ...steps] = list(object(defaults.thresholds).steps);
  return {
    kind,
    unit: text(defaults.unit),
    noValue: text(defaults.noValue),
    fields: tableFields(fieldConfig, transformations),
    thresholds: steps.map(({ color, value }) => ({ color: text(color), value: number(value) })),
    text: text(options.content),
  };
}

function tableFields({ overrides }: JsonObject, transformations: Transformations): TableFields {
  const options = new Map(transformations);
  const { excludeByName, indexByName, renameByName } = options.get("organize") ?? {};
  const index = object(indexByName);
  const headings = Object.entries(object(renameByName))
    .sort(([a], [b]) => number(index[a]) - number(index[b]))
    .map(([field, heading]) => [field, text(heading)] as const);
  const columns = list(overrides).map(({ matcher, properties }) => {
    const value = (id: string) => list(properties).find((property) => property.id === id)?.value;
    const [mapping] = list(value("mappings"));
    const words = text(object(object(mapping?.options).result).text);
    return [text(object(matcher).options), { unit: text(value("unit")), words }] as const;
  });
  return {
    joinBy: text(options.get("joinByField")?.byField),
    hidden: new Set(Object.keys(object(excludeByName))),
    headings: new Map(headings),
    columns: new Map(columns),
  };
}

function query(target: JsonObject, datasource: string): PreviewQuery {
  return {
    refId: text(target.refId),
    expr: text(target.expr ?? target.query),
    legend: text(target.legendFormat),
    datasource: datasource === "loki" || datasource === "elasticsearch" ? datasource : "prometheus",
    instant: target.instant === true || target.queryType === "instant",
  };
}

function object(value: JsonValue | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function list(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.map(object) : [];
}

function text(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

function number(value: JsonValue | undefined): number {
  return typeof value === "number" ? value : 0;
}
