import {
  EXPOSED_TYPES,
  type ExposedFamily,
  type ExposedType,
  MOST_VALUES,
  type SeenValues,
} from "./family.ts";

/** Endings that series of a type have, beyond the name that the type is told for. */
const SUFFIXES: Readonly<Record<ExposedType, readonly string[]>> = {
  counter: ["_total", "_created"],
  gauge: [],
  gaugehistogram: ["_bucket", "_gcount", "_gsum"],
  histogram: ["_bucket", "_sum", "_count", "_created"],
  info: ["_info"],
  stateset: [],
  summary: ["_sum", "_count", "_created"],
  unknown: [],
};
const ENDING = /_(?:total|created|bucket|sum|count|gsum|gcount|info)$/;

/** Labels and bounds of one metric; whatever has more takes them from what it counts. */
const MOST_LABELS = 200;
const MOST_BOUNDS = 1_000;

/** A label's values longer than this are no words of a list. */
const LONGEST_VALUE = 100;

/** What is told of a metric apart from its series. */
export interface Told {
  type?: ExposedType;
  help?: string;
  unit?: string;
}

interface Seen {
  readonly series: Set<string>;
  readonly labels: Map<string, { readonly values: Set<string>; more: boolean }>;
  readonly bounds: Map<number, number>;
  buckets: number;
  quantiles: boolean;
  alwaysOne: boolean;
}

/** The type by its name, in either format; `undefined` for a word that is none. */
export function typeNamed(word: string): ExposedType | undefined {
  const type = word === "untyped" ? "unknown" : word;
  return EXPOSED_TYPES.find((known) => known === type);
}

/** Puts the series of metrics together, in whatever order they come. */
export class Families {
  readonly told = new Map<string, Told>();
  readonly #seen = new Map<string, Seen>();

  get size(): number {
    return Math.max(this.told.size, this.#seen.size);
  }

  tellOf(name: string): Told {
    const known = this.told.get(name) ?? {};
    this.told.set(name, known);
    return known;
  }

  /** The name that the type of a series is told for. */
  familyOf(series: string): string {
    if (this.told.get(series)?.type === undefined) {
      const [suffix] = ENDING.exec(series) ?? [];
      const base = suffix === undefined ? series : series.slice(0, -suffix.length);
      const type = this.told.get(base)?.type;
      if (suffix !== undefined && type !== undefined && SUFFIXES[type].includes(suffix)) {
        return base;
      }
    }
    return series;
  }

  /** @returns what is wrong with it; `undefined` when nothing is */
  add(name: string, labels: Iterable<readonly [string, string]>, value: number): string | undefined {
    const family = this.familyOf(name);
    const type = this.told.get(family)?.type ?? "unknown";
    const seen = this.#of(family);
    seen.series.add(name);
    seen.alwaysOne &&= value === 1 || name.endsWith("_created");
    for (const [label, text] of labels) {
      if (label === "le" && (type === "histogram" || type === "gaugehistogram")) {
        const problem = addBound(seen, text);
        if (problem !== undefined) {
          return problem;
        }
      } else if (label === "quantile" && type === "summary") {
        seen.quantiles = true;
      } else if (text !== "") {
        // An empty label is the same as none.
        addValue(seen, label, text);
      }
    }
    return seen.labels.size > MOST_LABELS
      ? `${family.slice(0, 100)} has more than ${MOST_LABELS} labels`
      : undefined;
  }

  /** Adds series of which only the names of their labels are known. */
  announce(name: string, labels: Iterable<string>, bounds: Iterable<string> = []): void {
    const family = this.familyOf(name);
    const type = this.told.get(family)?.type ?? "unknown";
    const seen = this.#of(family);
    seen.series.add(name);
    for (const label of labels) {
      if (label === "quantile" && type === "summary") {
        seen.quantiles = true;
      } else if (label !== "le" || type !== "histogram") {
        seen.labels.set(label, seen.labels.get(label) ?? { values: new Set(), more: true });
      }
    }
    for (const bound of bounds) {
      addBound(seen, bound);
    }
  }

  /** Adds all values that an announced label has, or a part of them; bounds and quantiles are no labels. */
  addValues(name: string, label: string, values: readonly string[], more: boolean): void {
    const { labels } = this.#of(this.familyOf(name));
    if (!labels.has(label)) {
      return;
    }
    labels.set(label, { values: new Set(), more });
    for (const value of values) {
      addValue(this.#of(this.familyOf(name)), label, value);
    }
  }

  /** @param openMetrics says what series are called that are not there yet */
  all(openMetrics = false): readonly ExposedFamily[] {
    const names = new Set(this.#seen.keys());
    for (const [name, { type }] of this.told) {
      if (type !== undefined) {
        names.add(name);
      }
    }
    return [...names].sort().map((name) => this.#family(name, openMetrics));
  }

  #of(family: string): Seen {
    const known = this.#seen.get(family);
    if (known !== undefined) {
      return known;
    }
    const fresh = {
      series: new Set<string>(),
      labels: new Map(),
      bounds: new Map(),
      buckets: 0,
      quantiles: false,
      alwaysOne: true,
    };
    this.#seen.set(family, fresh);
    return fresh;
  }

  #family(name: string, openMetrics: boolean): ExposedFamily {
    const { type = "unknown", help = "", unit = "" } = this.told.get(name) ?? {};
    const seen = this.#seen.get(name);
    const bounds = [...(seen?.bounds ?? [])].sort(([a], [b]) => a - b);
    const some = seen?.buckets ?? 0;
    const ending = { counter: "_total", info: "_info" }[String(type)] ?? "";
    return {
      name: openMetrics && seen === undefined && !name.endsWith(ending) ? `${name}${ending}` : name,
      type,
      ...(help !== "" && { help }),
      ...(unit !== "" && { unit }),
      series: seen?.series ?? new Set(),
      labels: new Map<string, SeenValues>([...(seen?.labels ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))),
      bounds: bounds.filter(([, times]) => times >= some).map(([bound]) => bound),
      unevenBounds: bounds.filter(([, times]) => times < some).map(([bound]) => bound),
      quantiles: seen?.quantiles ?? false,
      alwaysOne: seen?.alwaysOne ?? false,
    };
  }
}

function addBound(seen: Seen, text: string): string | undefined {
  if (/^\+?Inf(?:inity)?$/i.test(text)) {
    seen.buckets += 1;
    return undefined;
  }
  const bound = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(bound)) {
    return "the bound of a bucket is no number";
  }
  seen.bounds.set(bound, (seen.bounds.get(bound) ?? 0) + 1);
  return seen.bounds.size > MOST_BOUNDS ? `a histogram has more than ${MOST_BOUNDS} buckets` : undefined;
}

function addValue(seen: Seen, label: string, text: string): void {
  const known = seen.labels.get(label);
  const entry = known ?? { values: new Set<string>(), more: false };
  if (known === undefined) {
    seen.labels.set(label, entry);
  }
  if (entry.values.has(text)) {
    return;
  }
  if (entry.values.size >= MOST_VALUES || text.length > LONGEST_VALUE) {
    entry.more = true;
  } else {
    entry.values.add(text);
  }
}
