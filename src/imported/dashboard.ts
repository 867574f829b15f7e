import { list, object, text, type Unknown } from "./json.ts";

/** A reference to a data source: by what it is called, or by a variable. */
export interface DataSourceUse {
  /** Uid or name; empty for Grafana's default. */
  readonly name: string;
  readonly type: string;
}

/** A query of a panel, as far as it can be checked. */
export interface ImportedQuery {
  readonly refId: string;
  readonly language: "promql" | "logql" | "other";
  readonly expr: string;
  readonly dataSource: DataSourceUse;
}

/** A panel, whichever schema it was in. */
export interface ImportedPanel {
  readonly id: unknown;
  readonly title: string;
  readonly description: string;
  readonly type: string;
  /** Uid of a library panel, which lives in another Grafana. */
  readonly library: string;
  readonly queries: readonly ImportedQuery[];
  readonly place?: Place;
}

/** Where a panel lies in its grid. */
export interface Place {
  /** The dashboard's own grid is 0; each collapsed row has one of its own, unfolded into what is below it. */
  readonly grid: number;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A choice at the top. */
export interface ImportedVariable {
  readonly name: string;
  readonly type: string;
  /** What a variable of data sources offers, such as `prometheus`. */
  readonly plugin: string;
  /** Text of a query of Prometheus. */
  readonly query: string;
  readonly dataSource: DataSourceUse | undefined;
}

/** A dashboard that somebody else made, whichever schema it is in. */
export interface ImportedDashboard {
  readonly schema: "classic" | "v2";
  /** Its uid in the Grafana that it comes from; empty where nobody says. */
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly panels: readonly ImportedPanel[];
  readonly variables: readonly ImportedVariable[];
  readonly inputs: readonly Unknown[];
  /** The dashboard itself, without what wraps it. */
  readonly body: Unknown;
}

/** Reads a file's content; `undefined` when it is no dashboard. */
export function importedDashboard(content: Unknown): ImportedDashboard | undefined {
  // Grafana's API and its provisioned resources wrap the dashboard.
  const body = [content, object(content.dashboard), object(content.spec)].find(isDashboard);
  if (body === undefined) {
    return undefined;
  }
  const schema = "elements" in body ? "v2" : "classic";
  const shared = {
    schema,
    uid: text(body.uid) || text(object(content.metadata).name),
    title: text(body.title),
    tags: Array.isArray(body.tags) ? body.tags.filter((tag) => typeof tag === "string") : [],
    inputs: list(content.__inputs ?? body.__inputs),
    body,
  } as const;
  const variables =
    schema === "v2" ? list(body.variables).map(variableV2) : list(object(body.templating).list).map(variable);
  const typeOf = (use: DataSourceUse) => {
    const name = /^\$\{?(\w+)/.exec(use.name)?.[1];
    return use.type || (variables.find((item) => item.name === name)?.plugin ?? "");
  };
  const panels = schema === "v2" ? panelsV2(body) : classicPanels(list(body.panels));
  return {
    ...shared,
    variables,
    panels: panels.map((panel) => ({
      ...panel,
      queries: panel.queries.map((query) => ({
        ...query,
        language: languageOf(typeOf(query.dataSource), query.expr),
      })),
    })),
  };
}

function isDashboard(value: Unknown): boolean {
  return typeof value.title === "string" && (Array.isArray(value.panels) || "elements" in value);
}

function languageOf(type: string, expr: string): ImportedQuery["language"] {
  if (expr === "") {
    return "other";
  }
  return type === "loki" ? "logql" : type === "prometheus" || type === "" ? "promql" : "other";
}

type Draft = Omit<ImportedPanel, "queries"> & {
  readonly queries: readonly Omit<ImportedQuery, "language">[];
};

function classicPanels(panels: readonly Unknown[], grid = 0): readonly Draft[] {
  return panels.flatMap((panel, index) => {
    // A collapsed row holds its panels itself.
    const inside = classicPanels(list(panel.panels), index + 1);
    return panel.type === "row" ? inside : [classicPanel(panel, grid), ...inside];
  });
}

function classicPanel(panel: Unknown, grid: number): Draft {
  const own = dataSource(panel.datasource);
  const { x, y, w, h } = object(panel.gridPos);
  return {
    id: panel.id,
    title: text(panel.title),
    description: text(panel.description),
    type: text(panel.type),
    library: text(object(panel.libraryPanel).uid),
    queries: list(panel.targets).map((target) => ({
      refId: text(target.refId),
      expr: text(target.expr),
      dataSource:
        target.datasource === undefined || target.datasource === null ? own : dataSource(target.datasource),
    })),
    ...([x, y, w, h].every((value) => typeof value === "number") && {
      place: { grid, x, y, w, h } as Place,
    }),
  };
}

function panelsV2({ elements }: Unknown): readonly Draft[] {
  return Object.values(object(elements)).map((element) => {
    const { kind, spec } = object(element);
    const panel = object(spec);
    const queries = list(object(object(panel.data).spec).queries);
    return {
      id: panel.id,
      title: text(panel.title),
      description: text(panel.description),
      type: text(object(panel.vizConfig).group) || text(object(panel.vizConfig).kind),
      library: kind === "LibraryPanel" ? text(object(panel.libraryPanel).uid) || "unnamed" : "",
      queries: queries.map(({ spec: query }) => {
        const data = object(object(query).query);
        return {
          refId: text(object(query).refId),
          expr: text(object(data.spec).expr),
          dataSource: dataSourceV2(data, object(query).datasource),
        };
      }),
    };
  });
}

function variable(item: Unknown): ImportedVariable {
  const query = typeof item.query === "string" ? item.query : text(object(item.query).query);
  const isQuery = item.type === "query";
  return {
    name: text(item.name),
    type: text(item.type),
    plugin: item.type === "datasource" ? query : "",
    query: isQuery ? query : "",
    dataSource: isQuery ? dataSource(item.datasource) : undefined,
  };
}

function variableV2({ kind, spec }: Unknown): ImportedVariable {
  const item = object(spec);
  const data = object(item.query);
  const inner = object(data.spec);
  const isQuery = kind === "QueryVariable";
  return {
    name: text(item.name),
    type: text(kind)
      .replace(/Variable$/, "")
      .toLowerCase(),
    plugin: text(item.pluginId),
    query: isQuery ? text(inner.query) || text(inner.__legacyStringValue) : "",
    dataSource: isQuery ? dataSourceV2(data, item.datasource) : undefined,
  };
}

/** Old dashboards name a data source, newer ones say its type and uid. */
function dataSource(value: unknown): DataSourceUse {
  return typeof value === "string"
    ? { name: value, type: "" }
    : { name: text(object(value).uid), type: text(object(value).type) };
}

/** In `v2` the type is the query's group; its betas kept the data source beside the query. */
function dataSourceV2(data: Unknown, beside: unknown): DataSourceUse {
  const own = object(data.datasource);
  return {
    name: text(own.name) || text(object(beside).uid),
    type: text(data.group) || text(data.kind).replace(/^DataQuery$/, "") || text(object(beside).type),
  };
}
