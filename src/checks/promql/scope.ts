import { platformMetrics } from "../../catalogs/platform/index.ts";
import { counter, gauge, type Metric } from "../../definitions/index.ts";
import { seriesOf } from "../../definitions/series.ts";
import type { SeriesFacts } from "../../query/promql/index.ts";
import type { Draft } from "../../workspace/index.ts";

/** What an expression may read. */
export interface Scope {
  /** What is known of a series. */
  lookup(name: string): SeriesFacts | undefined;
  /** Whether there is a series of that name, even if nothing more is known of it. */
  exists(name: string): boolean;
  /** Names to choose from, for whoever misspelt one. */
  names(): Iterable<string>;
  /** Names of the services that declare a series. */
  ownersOf(name: string): readonly string[];
}

/** Series that Prometheus writes itself for each target. */
const OWN: readonly Metric[] = [
  gauge("up"),
  gauge("scrape_duration_seconds"),
  gauge("scrape_samples_scraped"),
  gauge("scrape_samples_post_metric_relabeling"),
  gauge("scrape_series_added"),
  counter("prometheus_build_info"),
];

/** Series about alerts, with the labels of each alert. */
const OF_ALERTS: ReadonlySet<string> = new Set(["ALERTS", "ALERTS_FOR_STATE"]);

const BOOLEAN = { min: 0, max: 1 };

let platform: ReadonlyMap<string, SeriesFacts> | undefined;

/** What the platform exposes, whatever services there are; made when it is first asked for. */
function platformSeries(): ReadonlyMap<string, SeriesFacts> {
  platform ??= new Map([
    ...seriesOf(platformMetrics()),
    ...[...seriesOf(OWN)].map(
      ([name, facts]) => [name, name === "up" ? { ...facts, bounds: BOOLEAN } : facts] as const,
    ),
  ]);
  return platform;
}

/** What PromQL text of a workspace may read: all services, the platform, and the records of SLOs. */
export function workspaceScope({ services }: Draft): Scope {
  const all = new Map<string, SeriesFacts>();
  const owners = new Map<string, string[]>();
  for (const { value } of services) {
    const foreign = new Set(
      Object.values(value.metrics).flatMap(({ about, name }) => (about === undefined ? [] : [name])),
    );
    for (const [name, facts] of seriesOf(Object.values(value.metrics))) {
      all.set(name, facts);
      // What the cluster exposes is nobody's.
      if (foreign.has(name)) {
        continue;
      }
      owners.set(name, [...(owners.get(name) ?? []), value.name]);
    }
  }
  const hasSlos = services.some(({ value }) => value.slos.length > 0);
  const isSloRecord = (name: string) => hasSlos && /^slo:[a-z_]+:[a-z0-9_]+$/.test(name);
  const lookup = (name: string) => all.get(name) ?? platformSeries().get(name);
  return {
    lookup,
    exists: (name) => lookup(name) !== undefined || OF_ALERTS.has(name) || isSloRecord(name),
    names: () => [...all.keys(), ...platformSeries().keys()],
    ownersOf: (name) => owners.get(name) ?? [],
  };
}

/** What the handles of a service may read: what it declares itself. */
export function serviceScope(metrics: Readonly<Record<string, Metric>>): Scope {
  const own = seriesOf(Object.values(metrics));
  return {
    lookup: (name) => own.get(name),
    exists: (name) => own.has(name),
    names: () => Object.values(metrics).map(({ name }) => name),
    ownersOf: () => [],
  };
}
