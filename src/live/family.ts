/** Types that a page or a Prometheus tells of a metric; `unknown` is also what it calls untyped. */
export const EXPOSED_TYPES = [
  "counter",
  "gauge",
  "gaugehistogram",
  "histogram",
  "info",
  "stateset",
  "summary",
  "unknown",
] as const;

/** One of {@link EXPOSED_TYPES}. */
export type ExposedType = (typeof EXPOSED_TYPES)[number];

/** Values of a label beyond this number are not kept: whatever has more is no list to declare. */
export const MOST_VALUES = 50;

/** Values that a label was seen with. */
export interface SeenValues {
  readonly values: ReadonlySet<string>;
  /** Whether there are more than were kept. */
  readonly more: boolean;
}

/** A metric with all its parts, as a target exposes it. */
export interface ExposedFamily {
  /** As its type is told for: without `_total` in OpenMetrics, and never with `_bucket`. */
  readonly name: string;
  readonly type: ExposedType;
  readonly help?: string;
  readonly unit?: string;
  /** Full names of its series; none when it was announced and has no series yet. */
  readonly series: ReadonlySet<string>;
  /** Labels by name, without those that make up histograms and summaries and without those of the target. */
  readonly labels: ReadonlyMap<string, SeenValues>;
  /** Upper bounds of buckets that all of its series have, rising, without +Inf. */
  readonly bounds: readonly number[];
  /** Bounds that only some of its series have. */
  readonly unevenBounds: readonly number[];
  /** A summary with quantiles. */
  readonly quantiles: boolean;
  /** Every value is 1, as that of an info metric. */
  readonly alwaysOne: boolean;
}

/** What a target exposes. */
export interface Exposition {
  /** By name, sorted. */
  readonly families: readonly ExposedFamily[];
  /** Whether a scrape has set labels of the target already, as in a Prometheus; those are not told here. */
  readonly scraped: boolean;
}

/** What was read, or in sentences why nothing could be. */
export type Reading =
  | { readonly exposition: Exposition; readonly problems: readonly [] }
  | { readonly exposition: undefined; readonly problems: readonly string[] };

/** A target that cannot be read; only thrown inside of this room. */
export class Unreadable extends Error {
  readonly problems: readonly string[];

  constructor(...problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

/** Runs what throws {@link Unreadable}. */
export async function reading(read: () => Promise<Exposition>): Promise<Reading> {
  try {
    return { exposition: await read(), problems: [] };
  } catch (error) {
    if (error instanceof Unreadable) {
      return { exposition: undefined, problems: error.problems };
    }
    throw error;
  }
}
