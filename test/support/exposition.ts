import type { Metric, MetricCatalog } from "../../src/definitions/index.ts";

/** A metric as a target exposes it. */
interface Family {
  readonly type: string;
  readonly labels: Set<string>;
  readonly bounds: Set<number>;
  samples: number;
}

/** Reads Prometheus's text format, as far as types, labels and buckets go. */
export function readExposition(text: string): ReadonlyMap<string, Family> {
  const families = new Map<string, Family>();
  for (const line of text.split("\n")) {
    const [, name, type] = /^# TYPE (\S+) (\S+)/.exec(line) ?? [];
    if (name !== undefined && type !== undefined) {
      families.set(name, { type, labels: new Set(), bounds: new Set(), samples: 0 });
      continue;
    }
    const [, series = "", labels = ""] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? \S+/.exec(line) ?? [];
    const family = families.get(series) ?? families.get(series.replace(/_(?:bucket|sum|count)$/, ""));
    if (family === undefined) {
      continue;
    }
    family.samples += 1;
    for (const [, label = "", value = ""] of labels.matchAll(/(\w+)="((?:\\.|[^"\\])*)"/g)) {
      if (label === "le") {
        family.bounds.add(value === "+Inf" ? Number.POSITIVE_INFINITY : Number(value));
      } else {
        family.labels.add(label);
      }
    }
  }
  return families;
}

/** What a catalog says otherwise than a target. */
export function differences(
  catalog: MetricCatalog,
  families: ReadonlyMap<string, Family>,
): readonly string[] {
  return Object.values(catalog).flatMap((metric) => differencesOf(metric, families));
}

function differencesOf(metric: Metric, families: ReadonlyMap<string, Family>): readonly string[] {
  const { name, kind } = metric;
  const part =
    /_(?:sum|count)$/.exec(name) === null ? undefined : families.get(name.replace(/_(?:sum|count)$/, ""));
  const family = families.get(name) ?? part;
  if (family === undefined) {
    return [`${name} is not exposed`];
  }
  const said: string[] = [];
  if (!TYPES[kind].includes(family.type) && part === undefined) {
    said.push(`${name} is a ${family.type}, not a ${kind}`);
  }
  const labels = new Set(family.labels);
  if (part !== undefined) {
    labels.delete("quantile");
  }
  const declared = [...metric.labels].sort().join(", ");
  const exposed = [...labels].sort().join(", ");
  if (family.samples > 0 && declared !== exposed) {
    said.push(`${name} has the labels (${exposed}), not (${declared})`);
  }
  if (kind === "histogram" && family.samples > 0) {
    const bounds = [...family.bounds].filter(Number.isFinite).join(", ");
    if (bounds !== metric.buckets.join(", ")) {
      said.push(`${name} has the buckets ${bounds}, not ${metric.buckets.join(", ")}`);
    }
  }
  return said;
}

const TYPES: Readonly<Record<Metric["kind"], readonly string[]>> = {
  counter: ["counter"],
  gauge: ["gauge", "summary"],
  histogram: ["histogram"],
  info: ["gauge"],
  nativeHistogram: ["histogram"],
};
