/** What the samples of a series are: what may be asked of them depends on it. */
export type SeriesRole =
  /** Only grows; reset to zero when the process starts again. */
  | "counter"
  /** A bucket of a classic histogram: a counter with the label `le`. */
  | "bucket"
  /** A native histogram in one series. */
  | "native"
  /** Goes up and down. */
  | "gauge"
  /** Always 1. */
  | "info";

/** The least and the greatest value that something can have; NaN is left out. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** What is known of the series under one name. */
export interface SeriesFacts {
  /** Name of the metric that declares it: `http_duration_seconds` of `http_duration_seconds_bucket`. */
  readonly metric: string;
  readonly role: SeriesRole;
  /** Labels that tell its series apart within one target. */
  readonly labels: readonly string[];
  /** Labels of the target, which every one of its series has. */
  readonly targetLabels: readonly string[];
  readonly unit: string | undefined;
  /** Upper bounds of a histogram's buckets, ascending. */
  readonly buckets: readonly number[] | undefined;
  /** The values that labels can have, where they are declared. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly bounds: Bounds | undefined;
  /** Whether a series is there only once something was counted. */
  readonly lazy: boolean;
}

/** Finds what is known of a series by its name. */
export type SeriesLookup = (name: string) => SeriesFacts | undefined;
