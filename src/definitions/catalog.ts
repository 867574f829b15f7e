import type { Alert } from "./alert.ts";
import type { AskedOptions } from "./catalog-options.ts";
import { type MetricHandles, metricHandles } from "./handles.ts";
import type { MetricCatalog } from "./metric.ts";
import type { Row } from "./panel.ts";
import type { Slo } from "./slo.ts";
import { located } from "./source.ts";

/** What a catalog's alerts may build on. */
export interface CatalogScope<Metrics extends MetricCatalog> {
  readonly metrics: MetricHandles<Metrics>;
  /** Name of the service that uses the catalog. */
  readonly service: string;
  /**
   * The name of an alert, which is one in the workspace: what the service is called, then what is wrong.
   *
   * @example name("Down") // "OrdersDatabaseDown"
   */
  readonly name: (what: string) => string;
}

/** What {@link defineCatalog} takes. */
export interface CatalogOptions<Metrics extends MetricCatalog> {
  /** Stable name, such as `"postgres"`. */
  readonly name: string;
  /** What exposes the metrics, with the version that they were read from. */
  readonly source: string;
  readonly metrics: Metrics;
  /** Objectives that suit it; or, in a sentence, why none does. */
  readonly slos?: string | ((metrics: MetricHandles<Metrics>) => readonly Slo[]);
  /** Alerts that suit it; or, in a sentence, why none does. */
  readonly alerts?: string | ((scope: CatalogScope<Metrics>) => readonly Alert[]);
  /** Rows of the dashboard of a service that uses it, whose name comes second. */
  readonly rows?: (metrics: MetricHandles<Metrics>, service: string) => readonly Row[];
}

/** What a catalog brings to a service. */
export interface CatalogParts {
  readonly slos: readonly Slo[];
  readonly alerts: readonly Alert[];
  readonly rows: readonly Row[];
}

/** Metrics of something that many services run, with the objectives, alerts and rows that suit it. */
export interface Catalog {
  readonly kind: "catalog";
  readonly name: string;
  readonly source: string;
  readonly metrics: MetricCatalog;
  /** Why it has no SLO; absent where it has some. */
  readonly withoutSlos?: string;
  /** Why it has no alert of its own; absent where it has some. */
  readonly withoutAlerts?: string;
  /** The options that it was made with; absent where it takes none. @internal */
  readonly asked?: AskedOptions;
  /** SLOs, alerts and rows for the service of that name. @internal */
  readonly of: (service: string) => CatalogParts;
}

/**
 * Declares a catalog that services can use.
 *
 * @example defineCatalog({
 *   name: "worker",
 *   source: "our job library 3.2",
 *   metrics: { failed: counter("jobs_failed_total", { labels: ["job_name"] }) },
 *   alerts: ({ metrics, name }) => [alert(name("JobsFail"), { when: metrics.failed.rate("5m").sum().above(1), … })],
 * })
 */
export function defineCatalog<const Metrics extends MetricCatalog>(
  options: CatalogOptions<Metrics>,
): Catalog {
  return catalogOf(options, defineCatalog);
}

/** The same for a function that makes a catalog, so that mistakes are found where that is called. @internal */
export function catalogOf<const Metrics extends MetricCatalog>(
  options: CatalogOptions<Metrics>,
  // biome-ignore lint/complexity/noBannedTypes: captureStackTrace takes any function
  builder: Function,
  asked?: AskedOptions,
): Catalog {
  const { name, source, metrics, slos, alerts, rows } = options;
  const of = (service: string): CatalogParts => {
    const handles = metricHandles(metrics);
    const prefix = service
      .split("-")
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join("");
    return {
      slos: typeof slos === "function" ? slos(handles) : [],
      alerts:
        typeof alerts === "function"
          ? alerts({ metrics: handles, service, name: (what) => `${prefix}${what}` })
          : [],
      rows: rows?.(handles, service) ?? [],
    };
  };
  return located<Catalog>(
    {
      kind: "catalog",
      name,
      source,
      metrics,
      ...(typeof slos === "string" && { withoutSlos: slos }),
      ...(typeof alerts === "string" && { withoutAlerts: alerts }),
      ...(asked !== undefined && { asked }),
      of,
    },
    builder,
  );
}
