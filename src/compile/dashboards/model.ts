/** Where a query is answered; each is a variable of the dashboard, so that a reader may point it elsewhere. */
export type DataSource = "prometheus" | "loki" | "elasticsearch";

/** One query of a panel. */
export interface Query {
  /** Name within the panel: `A`, `B`, …. */
  readonly refId: string;
  readonly datasource: DataSource;
  /** PromQL, LogQL or Lucene's query language, with Grafana's own variables in it. */
  readonly expr: string;
  /** Name of a series; `{{label}}` stands for a label's value. */
  readonly legend: string;
  readonly format: "timeSeries" | "table" | "logs";
  /** Asks for the present moment only, instead of the whole time range. */
  readonly instant: boolean;
  /** Marks single requests, with their traces, on the graph. */
  readonly exemplars: boolean;
  /** Field whose values each get a series; Elasticsearch only. */
  readonly by?: string;
  /** Shortest step that the data can answer; Prometheus only. */
  readonly minStep?: string;
}

/** What a value means to whoever is on call; an emitter chooses the colour. */
export type Level = "good" | "notice" | "warning" | "critical";

/** From which values on a panel says what. */
export interface Thresholds {
  /** The level below the first step. */
  readonly base: Level;
  /** In ascending order. */
  readonly steps: readonly { readonly value: number; readonly level: Level }[];
}

/** A link of a panel. */
export interface PanelLink {
  readonly title: string;
  readonly url: string;
  readonly newTab: boolean;
}

interface PanelBase {
  /** What the panel is within its dashboard, such as `slo/availability/burn`; the id comes from it. */
  readonly key: string;
  /** Unique within the dashboard, and the same whatever other panels there are. */
  readonly id: number;
  /** Plain text. */
  readonly title: string;
  /** Markdown: what it shows and what to do. */
  readonly description: string;
  /** Columns of 24. */
  readonly width: number;
  /** Rows of 30 pixels. */
  readonly height: number;
  readonly links: readonly PanelLink[];
}

/** Lines over time. */
export interface TimeSeriesPanel extends PanelBase {
  readonly kind: "timeseries";
  readonly queries: readonly Query[];
  readonly unit: string;
  readonly min?: number;
  /** Drawn as dashed lines, so that no meaning is in the colour alone. */
  readonly thresholds?: Thresholds;
  /** Length of time to show, whatever the dashboard shows. */
  readonly timeFrom?: string;
}

/** One number. */
export interface StatPanel extends PanelBase {
  readonly kind: "stat";
  readonly queries: readonly Query[];
  readonly unit: string;
  readonly thresholds: Thresholds;
  /** Shown when the query has no result. */
  readonly noValue: string;
}

/** One number on a scale. */
export interface GaugePanel extends PanelBase {
  readonly kind: "gauge";
  readonly queries: readonly Query[];
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly thresholds: Thresholds;
  readonly noValue: string;
}

/** How one column of a table looks. */
export interface Column {
  /** As `headings` names it. */
  readonly heading: string;
  readonly unit?: string;
  /** Colours the text of a cell. */
  readonly thresholds?: Thresholds;
  /** Where a cell leads to; `${__value.raw}` is what is in it. */
  readonly link?: PanelLink;
  /** Words that stand for whatever is in a cell. */
  readonly text?: string;
}

/** Series and their labels. */
export interface TablePanel extends PanelBase {
  readonly kind: "table";
  readonly queries: readonly Query[];
  readonly unit: string;
  /** Field by which the rows of several queries become one. */
  readonly joinBy?: string;
  /** Columns that are not plain, by their heading. */
  readonly columns?: readonly Column[];
  /** Names of fields that are left out. */
  readonly hidden: readonly string[];
  /** Headings by the field's name, in the order of the columns. */
  readonly headings: Readonly<Record<string, string>>;
  readonly noValue: string;
}

/** Log lines. */
export interface LogsPanel extends PanelBase {
  readonly kind: "logs";
  readonly queries: readonly Query[];
}

/** Words. */
export interface TextPanel extends PanelBase {
  readonly kind: "text";
  readonly markdown: string;
}

/** Anything that a row holds. */
export type Panel = TimeSeriesPanel | StatPanel | GaugePanel | TablePanel | LogsPanel | TextPanel;

/** A row with its panels, in reading order. */
export interface Row {
  readonly key: string;
  readonly id: number;
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** A choice at the top of a dashboard. */
export type Variable =
  | { readonly kind: "datasource"; readonly type: DataSource; readonly label: string; readonly uid: string }
  | { readonly kind: "query"; readonly name: string; readonly label: string; readonly query: string };

/** Events that are marked on every graph. */
export interface Annotation {
  readonly name: string;
  readonly expr: string;
  readonly minStep: string;
  /** `{{label}}` stands for a label's value. */
  readonly title: string;
  readonly text: string;
  /** Labels that become tags of an event. */
  readonly tagLabels: readonly string[];
  readonly level: Level;
}

/** A link at the top of a dashboard: to a page, or to every dashboard with all of the tags. */
export type DashboardLink =
  | {
      readonly kind: "page";
      readonly title: string;
      readonly tooltip: string;
      readonly url: string;
      readonly icon: "bolt" | "dashboard" | "doc" | "external link";
      readonly newTab: boolean;
    }
  | {
      readonly kind: "tagged";
      readonly title: string;
      readonly tooltip: string;
      readonly tags: readonly string[];
    };

/** A dashboard as we think of it, before any of Grafana's schemas. */
export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly folderUid: string;
  /** How often it asks again. */
  readonly refresh: string;
  /** What a reader may choose instead. */
  readonly refreshChoices: readonly string[];
  readonly timeRange: { readonly from: string; readonly to: string };
  readonly variables: readonly Variable[];
  readonly annotations: readonly Annotation[];
  readonly links: readonly DashboardLink[];
  readonly rows: readonly Row[];
}

type WithoutId<P> = P extends Panel ? Omit<P, "id"> : never;

/** A panel that has no id yet. */
export type PanelDraft = WithoutId<Panel>;

/** A row whose panels have no ids yet. */
export interface RowDraft extends Omit<Row, "id" | "panels"> {
  readonly panels: readonly PanelDraft[];
}
