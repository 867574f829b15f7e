import { resolve } from "node:path";
import * as exported from "../../catalogs/index.ts";
import type { Catalog, MetricCatalog } from "../../definitions/index.ts";
import { metricSchema } from "../../definitions/metric.ts";
import { nearest, suggest } from "../../diagnostics/index.ts";
import { loadExports, type Workspace } from "../../workspace/index.ts";

/** A catalog that was found by what it is called, or why none was. */
export type Declared =
  | { readonly metrics: MetricCatalog; readonly shown: string }
  | { readonly problem: string };

/** Says that a service is meant where a ready catalog has the same name. */
const SERVICE = "service:";

/** Whether a text names a file and not a catalog. */
export function isFile(name: string): boolean {
  return /[/\\]|\.[cm]?[jt]s$/.test(name);
}

/** The catalogs that come with the package, by their names. */
export function readyCatalogs(): ReadonlyMap<string, Catalog> {
  const made = Object.values(exported).flatMap((value): Catalog[] =>
    // A catalog's metrics do not depend on its options.
    typeof value === "function" ? [(value as () => Catalog)()] : [],
  );
  return new Map(made.map((catalog) => [catalog.name, catalog]));
}

/** The ready catalog of a name, unless a service is meant. */
export function readyCatalog(name: string): Declared | undefined {
  const catalog = readyCatalogs().get(name);
  return catalog && { metrics: catalog.metrics, shown: `the ready catalog ${name}` };
}

/** What is said of a name that is no ready catalog's, where no workspace can be asked. */
export function noReadyCatalog(name: string): readonly string[] {
  const meant = nearest(name, readyCatalogs().keys());
  const hint = meant === undefined ? "" : ` Did you mean "${meant}"?`;
  return name.startsWith(SERVICE)
    ? []
    : [`"${name}" is no ready catalog, and services are those of a workspace without mistakes.${hint}`];
}

/** The catalogs that a file exports, taken together; or the metrics that it exports, when it has none. */
export async function catalogOfFile(path: string, cwd: string): Promise<Declared> {
  const loaded = await loadExports(resolve(cwd, path));
  if ("problem" in loaded) {
    return { problem: `Cannot read the catalog: ${loaded.problem}` };
  }
  const values = Object.values(loaded.exports);
  const catalogs = values.filter(isCatalog);
  const found = catalogs.length > 0 ? catalogs.map(({ metrics }) => metrics) : values.filter(isMetrics);
  // Two catalogs may use the same key for metrics of their own.
  const metrics = found
    .flatMap((each) => Object.values(each))
    .map((metric) => [metric.name, metric] as const);
  if (metrics.length === 0) {
    return { problem: `${path} exports no catalog: no defineCatalog, and no object of metrics.` };
  }
  const mistakes = metrics.flatMap(([name, metric]) => mistakesOf(name, metric));
  return mistakes.length > 0
    ? { problem: `${path} exports what is no metric of a catalog.\n${mistakes.join("\n")}` }
    : { metrics: Object.fromEntries(metrics), shown: path };
}

/** The metrics of a service, with those of the catalogs that it uses. */
export function catalogOfService(name: string, { environments }: Workspace): Declared {
  const wanted = name.startsWith(SERVICE) ? name.slice(SERVICE.length) : name;
  const services = environments.flatMap(({ teams }) => teams.flatMap(({ services }) => services));
  const service = services.find((each) => each.name === wanted);
  if (service !== undefined) {
    return { metrics: service.metrics, shown: `the service ${wanted}` };
  }
  const names = new Set([...services.map((each) => each.name), ...readyCatalogs().keys()]);
  return { problem: `There is no catalog and no service "${wanted}". ${suggest(wanted, names)}` };
}

/** A file of its own goes through no other check. */
function mistakesOf(name: string, metric: unknown): readonly string[] {
  const { error } = metricSchema.safeParse(metric);
  return error?.issues.map(({ message, path }) => `${[name, ...path].join(".")}: ${message}`) ?? [];
}

function isCatalog(value: unknown): value is Catalog {
  return isObject(value) && value.kind === "catalog" && isMetrics(value.metrics);
}

function isMetrics(value: unknown): value is MetricCatalog {
  return isObject(value) && Object.values(value).length > 0 && Object.values(value).every(isMetric);
}

function isMetric(value: unknown): boolean {
  return isObject(value) && typeof value.name === "string" && Array.isArray(value.labels);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
