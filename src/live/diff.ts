import type { Metric, MetricCatalog } from "../definitions/metric.ts";
import { TARGET_LABELS } from "../definitions/target-labels.ts";
import { unitOfName, unitsAgree } from "../query/promql/index.ts";
import { type Declarable, declarableMetrics } from "./declarable.ts";
import type { Exposition } from "./family.ts";

/** What is otherwise than declared. `not-seen-yet` is no drift by itself: such series come with their first event. */
export type DriftKind =
  | "missing"
  | "not-seen-yet"
  | "new"
  | "type"
  | "labels-added"
  | "labels-removed"
  | "buckets"
  | "unit"
  | "values-added";

/** One difference between a catalog and a target. */
export interface Drift {
  readonly metric: string;
  readonly what: DriftKind;
  /** Empty where there is none. */
  readonly declared: string;
  readonly live: string;
}

/** A catalog beside a target. */
export interface CatalogDiff {
  /** By metric. */
  readonly drift: readonly Drift[];
  /** Metrics that are declared. */
  readonly declared: number;
  /** Metrics that are exposed and can be declared. */
  readonly exposed: number;
}

/** What a page says of a metric whose first series is still to come. */
const ANNOUNCED = "announced";

/** Labels that queries know whatever a metric says. */
function own(labels: readonly string[]): readonly string[] {
  return labels.filter((label) => !TARGET_LABELS.has(label)).sort();
}

/** Says what of a declared catalog a target exposes otherwise. */
export function catalogDiff(catalog: MetricCatalog, exposition: Exposition): CatalogDiff {
  const { metrics, untyped } = declarableMetrics(exposition);
  const byName = new Map([...untyped, ...metrics].map((metric) => [metric.name, metric]));
  const announced = new Set(
    exposition.families.filter(({ series }) => series.size === 0).map(({ name }) => name),
  );
  const declared = [...new Map(Object.values(catalog).map((metric) => [metric.name, metric])).values()];
  const drift = declared.flatMap((metric) => {
    const live = byName.get(metric.name) ?? partOfHistogram(metric.name, byName);
    return live === undefined
      ? [absent(metric, announced.has(metric.name))]
      : differences(metric, live, exposition.scraped);
  });
  const names = new Set(declared.map(({ name }) => name));
  const added = metrics
    .filter(({ name, typed }) => typed && !names.has(name))
    .map((live): Drift => ({ metric: live.name, what: "new", declared: "", live: liveText(live) }));
  return {
    drift: [...drift, ...added].sort((a, b) =>
      a.metric === b.metric ? compare(a.what, b.what) : compare(a.metric, b.metric),
    ),
    declared: declared.length,
    exposed: metrics.length,
  };
}

/** A histogram's sum and count can be declared by themselves. */
function partOfHistogram(name: string, byName: ReadonlyMap<string, Declarable>): Declarable | undefined {
  const base = name.replace(/_(?:sum|count)$/, "");
  const histogram = base === name ? undefined : byName.get(base);
  return histogram?.kind === "histogram" || histogram?.kind === "nativeHistogram"
    ? { ...histogram, kind: "counter", name }
    : undefined;
}

/** Series with labels come with their first event; one without is there from the start. */
function absent(metric: Metric, announced: boolean): Drift {
  const lazy = announced || (metric.labels.length > 0 && metric.kind !== "info" && metric.kind !== "gauge");
  return {
    metric: metric.name,
    what: lazy ? "not-seen-yet" : "missing",
    declared: metric.kind,
    live: announced ? ANNOUNCED : "",
  };
}

function differences(metric: Metric, live: Declarable, scraped: boolean): readonly Drift[] {
  const found: Drift[] = [];
  const add = (what: DriftKind, declared: string, exposed: string) =>
    found.push({ metric: metric.name, what, declared, live: exposed });
  if (!kindsAgree(metric.kind, live, scraped)) {
    add("type", metric.kind, live.kind);
  }
  if (!live.hasSeries) {
    add("not-seen-yet", metric.kind, ANNOUNCED);
    return found;
  }
  const labels = own(metric.labels);
  // What an honouring scrape leaves as it is, another renames.
  const honoured = new Set(
    metric.labels.filter((label) => TARGET_LABELS.has(label)).map((label) => `exported_${label}`),
  );
  const added = live.labels.filter((label) => !labels.includes(label) && (scraped || !honoured.has(label)));
  const removed = labels.filter((label) => !live.labels.includes(label));
  if (added.length > 0) {
    add("labels-added", "", added.join(", "));
  }
  if (removed.length > 0) {
    add("labels-removed", removed.join(", "), "");
  }
  if (metric.kind === "histogram" && live.buckets !== undefined) {
    const [declared, exposed] = [metric.buckets.join(", "), live.buckets.join(", ")];
    if (declared !== exposed) {
      add("buckets", declared, exposed);
    }
  }
  const unit = metric.unit ?? unitOfName(metric.name);
  if (!unitsAgree(unit, live.unit)) {
    add("unit", unit ?? "", live.unit ?? "");
  }
  for (const [label, values] of Object.entries(metric.values ?? {})) {
    const seen = [...(live.seen.get(label)?.values ?? [])].filter((value) => !values.includes(value));
    if (seen.length > 0) {
      add("values-added", `${label}: ${values.join(", ")}`, `${label}: ${seen.sort().join(", ")}`);
    }
  }
  return found;
}

/** No page tells a native histogram from one without buckets, and gauges may be info. */
function kindsAgree(declared: Metric["kind"], live: Declarable, scraped: boolean): boolean {
  return (
    declared === live.kind ||
    !live.typed ||
    (declared === "nativeHistogram" && live.kind === "histogram" && !scraped) ||
    (declared === "info" && live.kind === "gauge") ||
    (declared === "gauge" && live.kind === "info")
  );
}

function liveText({ kind, labels }: Declarable): string {
  return labels.length === 0 ? kind : `${kind} (${labels.join(", ")})`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
