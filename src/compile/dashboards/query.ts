import { equals, type Matcher, type PromqlExpr, printPromql } from "../../query/promql/index.ts";
import type { ResolvedEnvironment, ResolvedService } from "../../workspace/index.ts";
import type { Query } from "./model.ts";

/** The range that Grafana makes long enough for four scrapes; for every rate of raw series. */
export const RATE_INTERVAL = "$__rate_interval";

/** Matchers that keep to one service in one environment. */
export function identityMatchers(service: ResolvedService): readonly Matcher[] {
  return [equals("environment", service.environment), equals("service", service.name)];
}

/**
 * Matchers of a service's raw series, narrowed by the dashboard's variables. What rules record (`slo:…`) and
 * `ALERTS` have been aggregated: they carry no `job` and no `instance`, and are selected by identity alone.
 */
export function rawMatchers(service: ResolvedService): readonly Matcher[] {
  return [...identityMatchers(service), ...CHOSEN_TARGETS];
}

/** Matchers that keep to the targets that the reader chose. */
export const CHOSEN_TARGETS: readonly Matcher[] = [
  { label: "job", operator: "=~", value: "$job" },
  { label: "instance", operator: "=~", value: "$instance" },
];

/** Matchers of a service's log stream: labels as Loki names OpenTelemetry's resource attributes. */
export function logStream(service: ResolvedService): readonly Matcher[] {
  return [equals("service_name", service.name), equals("deployment_environment_name", service.environment)];
}

// Private-use characters stand for what Grafana would replace until the text is printed; the first escapes itself.
const SENTINEL = "\ue000";
const DOLLAR = `${SENTINEL}1`;
const BRACKETS = `${SENTINEL}2`;
const NEEDS_CARE = /[$[\ue000]/;

/** A user's matchers, in which no `$name` or `[[name]]` is a variable of Grafana; print with {@link printQuery}. */
export function literalMatchers(matchers: readonly Matcher[]): readonly Matcher[] {
  return matchers.map((matcher) =>
    NEEDS_CARE.test(matcher.value) ? { ...matcher, value: protect(matcher.value) } : matcher,
  );
}

/** Prints PromQL; in a user's strings, what Grafana would replace is written as an escape of the same character. */
export function printQuery(expr: PromqlExpr): string {
  const printed = printPromql(expr);
  return printed.includes(SENTINEL)
    ? printed.replaceAll(DOLLAR, "\\x24").replaceAll(BRACKETS, "[\\x5b").replaceAll(`${SENTINEL}0`, SENTINEL)
    : printed;
}

function protect(value: string): string {
  return value
    .replaceAll(SENTINEL, `${SENTINEL}0`)
    .replace(/\$(?=[\w{])/g, DOLLAR)
    .replaceAll("[[", BRACKETS);
}

/** What a query says beside its expression. */
export interface QueryOptions {
  readonly expr: PromqlExpr;
  readonly legend: string;
  readonly minStep: string;
  readonly instant?: boolean;
  readonly exemplars?: boolean;
  readonly format?: Query["format"];
}

/** Prometheus queries of one panel, named in their order. */
export function prometheusQueries(...queries: readonly QueryOptions[]): readonly Query[] {
  // Written out: with spreads, a thousand dashboards took twice as long.
  return queries.map(({ expr, legend, minStep, instant, exemplars, format }, index) => ({
    refId: refId(index),
    datasource: "prometheus",
    expr: printQuery(expr),
    legend,
    format: format ?? "timeSeries",
    instant: instant ?? false,
    exemplars: exemplars ?? false,
    minStep,
  }));
}

/** A Loki query, the only one of its panel. */
export function lokiQuery(expr: string, legend: string, format: Query["format"]): readonly Query[] {
  return [{ refId: refId(0), datasource: "loki", expr, legend, format, instant: false, exemplars: false }];
}

/** A query of Elasticsearch, the only one of its panel: lines themselves, or their number by a field. */
export function elasticsearchQuery(expr: string, by?: string): readonly Query[] {
  return [
    {
      refId: refId(0),
      datasource: "elasticsearch",
      expr,
      legend: "",
      format: by === undefined ? "logs" : "timeSeries",
      instant: false,
      exemplars: false,
      ...(by !== undefined && { by }),
    },
  ];
}

/** What an environment's logs are asked for; it has some. */
export function logDataSource({ platform }: ResolvedEnvironment): "loki" | "elasticsearch" {
  return platform.logs?.kind === "elk" ? "elasticsearch" : "loki";
}

/** Lucene's query for the lines of services, by their names. */
export function lucene(services: readonly { readonly name: string }[]): string {
  // Names have no character that means something to Lucene.
  const names = services.map(({ name }) => `"${name}"`);
  return `resource.attributes.service.name:(${names.join(" OR ")})`;
}

// A, B, …, Z, AA, AB, …: as Grafana names queries itself.
function refId(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${refId(Math.floor(index / 26) - 1)}${last}`;
}
