import type { AlertingRule, Artifacts } from "../artifacts/index.ts";

/** Everything a preview is made of. */
export interface PreviewInput {
  readonly artifacts: Artifacts;
  readonly diagnostics: readonly PreviewDiagnostic[];
  /** Answers of a real Prometheus, by the dashboard's uid and the panel's id; empty without one. */
  readonly samples: Samples;
  readonly assets: PreviewAssets;
  /** The day that waivers are held against, in UTC, such as `2027-01-31`. */
  readonly today: string;
  /** Longest time from a fault to the message, in seconds, by the rule; those without a bound are left out. */
  readonly bounds: ReadonlyMap<AlertingRule, number>;
}

/** Files that every page shares. */
export interface PreviewAssets {
  readonly style: string;
  readonly script: string;
}

/** A finding of the checks, as far as a page shows it. */
export interface PreviewDiagnostic {
  readonly code: string;
  readonly severity: string;
  readonly path: string;
  readonly message: string;
  readonly hint: string;
}

/** Series of panels, by the dashboard's uid and the panel's id. */
export type Samples = ReadonlyMap<string, Readonly<Record<string, readonly PanelSeries[]>>>;

/** One line of a graph. */
export type ChartSeries = Pick<PanelSeries, "legend" | "times" | "values">;

/** One line of a graph, or one number. */
export interface PanelSeries {
  readonly legend: string;
  /** Name of the query that it answers, within its panel. */
  readonly refId: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Seconds since 1970, ascending. */
  readonly times: readonly number[];
  /** `null` where there is none. */
  readonly values: readonly (number | null)[];
}

/** A file of the site. */
export interface SiteFile {
  /** Relative to the site's folder, with forward slashes. */
  readonly path: string;
  readonly content: string;
}
