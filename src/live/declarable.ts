import { labelNameSchema, metricNameSchema } from "../definitions/common.ts";
import { TARGET_LABELS } from "../definitions/target-labels.ts";
import { unitOfName } from "../query/promql/index.ts";
import type { ExposedFamily, Exposition, SeenValues } from "./family.ts";

/** A metric as a catalog could declare it. */
export interface Declarable {
  readonly kind: "counter" | "gauge" | "histogram" | "info" | "nativeHistogram";
  /** Full name as exposed. */
  readonly name: string;
  /** Sorted. */
  readonly labels: readonly string[];
  /** For a histogram only. */
  readonly buckets?: readonly number[];
  readonly help?: string;
  /** What is told of it, where the name does not say it. */
  readonly unit?: string;
  /** Values that were seen, by label. */
  readonly seen: ReadonlyMap<string, SeenValues>;
  /** What whoever declares it should know. */
  readonly remarks: readonly string[];
  /** It has a series, so its labels are known. */
  readonly hasSeries: boolean;
  /** A type was told for it; otherwise it goes by its name. */
  readonly typed: boolean;
}

/** A metric that no catalog can declare, and why. */
export interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

/** What a catalog of a target can hold. */
export interface DeclarableMetrics {
  /** Sorted by name. */
  readonly metrics: readonly Declarable[];
  readonly leftOut: readonly LeftOut[];
  /** Those of what is left out that no type is told of, as gauges: what declares them knows better. */
  readonly untyped: readonly Declarable[];
  /** Series that tell when others were made. */
  readonly created: number;
}

const UNIT = /^[a-zA-Z][a-zA-Z0-9_/]{0,40}$/;
const LONGEST_HELP = 500;

/** Reasons and remarks, each a sentence that goes with a metric's name. */
const SAYS = {
  noName: "the name is quoted in PromQL, which no catalog can say",
  reserved: "its name means something else in JavaScript",
  noBuckets: "a histogram without series, whose buckets are not known yet",
  noSharedBucket: "a histogram whose series share no bucket",
  gaugeHistogram: "a gauge histogram, a kind that no catalog can say",
  noType: "no type is told",
  native: "No buckets are told, so it is taken for a native histogram.",
  noSeries: "No series yet: add its labels.",
  byName: "No type is told; by its name it is a counter.",
  summary: "A quantile of a summary cannot be added or averaged.",
  noTotal: "A counter whose name does not end in _total.",
} as const;

/** What a catalog can declare of what a target exposes. */
export function declarableMetrics({ families, scraped }: Exposition): DeclarableMetrics {
  const names = new Set(families.map(({ name }) => name));
  const metrics: Declarable[] = [];
  const leftOut: LeftOut[] = [];
  const untyped: Declarable[] = [];
  let created = 0;
  for (const family of families) {
    if (isCreated(family.name, names)) {
      created += 1;
      continue;
    }
    const made = ofFamily(family, scraped);
    if (typeof made === "string") {
      leftOut.push({ name: family.name, reason: made });
      if (made === SAYS.noType) {
        untyped.push(declare(family, scraped, "gauge", family.name));
      }
    } else {
      metrics.push(...made);
    }
    created += [...family.series].filter((name) => name !== family.name && name.endsWith("_created")).length;
  }
  return { metrics: metrics.sort((a, b) => (a.name < b.name ? -1 : 1)), leftOut, untyped, created };
}

/** In Prometheus's text format they are metrics of their own. */
function isCreated(name: string, names: ReadonlySet<string>): boolean {
  const base = name.endsWith("_created") ? name.slice(0, -"_created".length) : "";
  return base !== "" && (names.has(base) || names.has(`${base}_total`));
}

function ofFamily(family: ExposedFamily, scraped: boolean): readonly Declarable[] | string {
  const { name, type } = family;
  if (name === "__proto__") {
    return SAYS.reserved;
  }
  if (!metricNameSchema.safeParse(name).success) {
    return SAYS.noName;
  }
  switch (type) {
    case "counter":
      return seriesNames(family).map((full) =>
        declare(family, scraped, "counter", full, full.endsWith("_total") ? [] : [SAYS.noTotal]),
      );
    case "gauge":
      return [declare(family, scraped, isInfo(family) ? "info" : "gauge", name)];
    case "stateset":
      return [declare(family, scraped, "gauge", name)];
    case "info":
      return seriesNames(family).map((full) => declare(family, scraped, "info", full));
    case "histogram":
      return ofHistogram(family, scraped);
    case "summary":
      return [
        ...(family.quantiles ? [summaryQuantiles(family, scraped)] : []),
        ...seriesNames(family)
          .filter((full) => full !== name)
          .map((full) => declare(family, scraped, "counter", full)),
      ];
    case "gaugehistogram":
      return SAYS.gaugeHistogram;
    case "unknown":
      return name.endsWith("_total")
        ? [declare(family, scraped, "counter", name, [SAYS.byName])]
        : SAYS.noType;
  }
}

function ofHistogram(family: ExposedFamily, scraped: boolean): readonly Declarable[] | string {
  const { bounds, name, series, unevenBounds } = family;
  if (series.size === 0) {
    return SAYS.noBuckets;
  }
  if (bounds.length > 0) {
    const uneven =
      unevenBounds.length === 0
        ? []
        : [`Only some of its series have the buckets ${unevenBounds.join(", ")}.`];
    return [{ ...declare(family, scraped, "histogram", name, uneven), buckets: bounds }];
  }
  return unevenBounds.length > 0
    ? SAYS.noSharedBucket
    : [declare(family, scraped, "nativeHistogram", name, [SAYS.native])];
}

function summaryQuantiles(family: ExposedFamily, scraped: boolean): Declarable {
  const made = declare(family, scraped, "gauge", family.name, [SAYS.summary]);
  return { ...made, labels: [...new Set([...made.labels, "quantile"])].sort() };
}

function seriesNames({ name, series }: ExposedFamily): readonly string[] {
  const names = [...series].filter((full) => full === name || !full.endsWith("_created")).sort();
  return names.length === 0 ? [name] : names;
}

function isInfo({ alwaysOne, labels, name, series }: ExposedFamily): boolean {
  return name.endsWith("_info") && alwaysOne && labels.size > 0 && series.size > 0;
}

function declare(
  family: ExposedFamily,
  scraped: boolean,
  kind: Declarable["kind"],
  name: string,
  remarks: readonly string[] = [],
): Declarable {
  const { labels, remarks: ofLabels } = declarableLabels(family, scraped);
  const help = helpText(family.help ?? "");
  const { unit } = family;
  const isPart = name.endsWith("_count") && name !== family.name;
  return {
    kind,
    name,
    labels: [...labels.keys()].sort(),
    ...(help !== "" && { help }),
    ...(unit !== undefined && !isPart && UNIT.test(unit) && unitOfName(name) === undefined && { unit }),
    seen: labels,
    remarks: [...(family.series.size === 0 ? [SAYS.noSeries] : []), ...remarks, ...ofLabels],
    hasSeries: family.series.size > 0,
    typed: family.type !== "unknown",
  };
}

/** Labels as queries will see them: the scrape renames those of a page that it sets itself. */
function declarableLabels(
  { labels }: ExposedFamily,
  scraped: boolean,
): { readonly labels: ReadonlyMap<string, SeenValues>; readonly remarks: readonly string[] } {
  const kept = new Map<string, SeenValues>();
  const remarks: string[] = [];
  for (const [label, values] of labels) {
    if (!labelNameSchema.safeParse(label).success) {
      remarks.push(`Without the label ${JSON.stringify(label.slice(0, 100))}, which no catalog can say.`);
    } else if (!TARGET_LABELS.has(label)) {
      kept.set(label, values);
    } else if (!scraped) {
      const renamed = exportedLabel(label, labels);
      kept.set(renamed, values);
      remarks.push(`The scrape sets ${label} itself, so the metric's own becomes ${renamed}.`);
    }
  }
  return { labels: kept, remarks };
}

function exportedLabel(label: string, labels: ReadonlyMap<string, SeenValues>): string {
  const renamed = `exported_${label}`;
  return labels.has(renamed) ? exportedLabel(renamed, labels) : renamed;
}

/** One line of text that any schema takes. */
function helpText(text: string): string {
  const line = text.toWellFormed().replaceAll("\u0000", "").replace(/\s+/gu, " ").trim();
  const characters = [...line];
  return characters.length > LONGEST_HELP ? `${characters.slice(0, LONGEST_HELP - 1).join("")}…` : line;
}
