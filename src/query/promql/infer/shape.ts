import type { ValueType } from "../functions.ts";
import type { Labels } from "./labels.ts";
import type { Bounds, SeriesFacts, SeriesRole } from "./series.ts";

/** What an expression gives, as far as it can be known before it is run. */
export interface Shape {
  readonly type: ValueType | undefined;
  readonly labels: Labels;
  /** Unit of the values, such as `seconds`, `bytes/second`, `ratio`. */
  readonly unit: string | undefined;
  /**
   * What the values are: still the samples of a series, a quantile, a mean, or something made from samples.
   * `undefined` when nobody knows.
   */
  readonly role: SeriesRole | "quantile" | "mean" | "rate" | "derived" | undefined;
  readonly bounds: Bounds;
  /** Whether there can be no result at all while the series read are there: a condition, not a measurement. */
  readonly filters: boolean;
  /** The one metric that is read, when it is one. */
  readonly series: SeriesFacts | undefined;
}
