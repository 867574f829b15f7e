import { type Matcher, parsePromql, printMatchers, selectorsOf } from "../query/promql/index.ts";
import { Families, typeNamed } from "./collect.ts";
import { MOST_VALUES, type Reading, reading, Unreadable } from "./family.ts";
import { apiClient, type PrometheusApi } from "./prometheus-api.ts";
import type { RequestOptions } from "./request.ts";

/** Metrics that are asked for one by one. */
const MOST_METRICS = 3_000;
/** What is looked at: a series that ended longer ago is gone. */
const WINDOW_SECONDS = 3_600;
const AT_ONCE = 4;
/** What Prometheus itself adds for every target, or for alerts. */
const SYNTHETIC =
  /^(?:up|ALERTS|ALERTS_FOR_STATE|scrape_(?:duration_seconds|samples_.*|series_added|.*_limit|timeout_seconds|body_size_bytes))$/;

/** Options of {@link readPrometheus}. */
export interface PrometheusOptions extends RequestOptions {
  /** Whose series; all when there are none. */
  readonly matchers: readonly Matcher[];
  /** Labels whose values are wanted; no others are asked for. */
  readonly wantsValues: (family: string, label: string) => boolean;
}

/** The matchers of a selector such as `{job="x"}`; `undefined` when the text is none. */
export function matchersOf(selector: string): readonly Matcher[] | undefined {
  const { expr } = parsePromql(selector);
  if (expr?.kind !== "selector" || selectorsOf(expr).length !== 1) {
    return undefined;
  }
  const { at, matchers, metric, offset, range } = expr;
  if (at !== undefined || offset !== undefined || range !== undefined) {
    return undefined;
  }
  return metric === "" ? matchers : [nameIs(metric), ...matchers];
}

/**
 * Asks a Prometheus what its targets expose. Only names of labels and bounds of buckets are asked for, so that values
 * of labels stay where they are.
 *
 * @param address of the server, with the path that it is served below
 */
export function readPrometheus(address: URL, options: PrometheusOptions): Promise<Reading> {
  return reading(async () => {
    const api = apiClient(address, options, WINDOW_SECONDS);
    const { matchers } = options;
    const names = await metricNames(api, matchers);
    const families = new Families();
    for (const [name, entries] of await api.metadata()) {
      const [first] = entries;
      Object.assign(families.tellOf(name), {
        ...(first !== undefined && {
          type: typeNamed(first.type) ?? "unknown",
          help: first.help,
          unit: first.unit,
        }),
      });
    }
    tellUntoldHistograms(families, names);
    const own = matchers.filter(({ label }) => label !== "__name__");
    const targetLabels = new Set(await api.labels([nameIs("up"), ...own]));
    await inTurns(names, (name) => readMetric(api, families, name, targetLabels, options));
    return { families: families.all().filter(({ series }) => series.size > 0), scraped: true };
  });
}

async function metricNames(api: PrometheusApi, matchers: readonly Matcher[]): Promise<readonly string[]> {
  const all = await api.values("__name__", matchers.length === 0 ? [anyName()] : matchers);
  const names = all.filter((name) => !SYNTHETIC.test(name) && !name.includes(":"));
  if (names.length === 0) {
    throw new Unreadable(
      `${api.shown} has no series of a target${matchers.length === 0 ? "" : ` that match ${printMatchers(matchers)}`}`,
    );
  }
  if (names.length > MOST_METRICS) {
    throw new Unreadable(
      `${api.shown} has ${names.length.toLocaleString("en-US")} metrics there: narrow them with --match, such as '{job="checkout"}'`,
    );
  }
  return names;
}

/** What was pushed to a Prometheus has no metadata; the parts of a histogram show what it is all the same. */
function tellUntoldHistograms(families: Families, names: readonly string[]): void {
  const known = new Set(names);
  for (const name of names) {
    const base = name.endsWith("_bucket") ? name.slice(0, -"_bucket".length) : "";
    if (base !== "" && known.has(`${base}_count`) && families.told.get(base)?.type === undefined) {
      families.tellOf(base).type = "histogram";
    }
  }
}

async function readMetric(
  api: PrometheusApi,
  families: Families,
  name: string,
  targetLabels: ReadonlySet<string>,
  { matchers, wantsValues }: PrometheusOptions,
): Promise<void> {
  const which = [nameIs(name), ...matchers];
  const family = families.familyOf(name);
  const labels = (await api.labels(which)).filter(
    (label) => label !== "__name__" && !targetLabels.has(label),
  );
  const isBucket = name === `${family}_bucket`;
  const bounds = isBucket && labels.includes("le") ? await api.values("le", which) : [];
  families.announce(name, labels, bounds);
  for (const label of labels.filter((each) => wantsValues(family, each))) {
    const values = await api.values(label, which, MOST_VALUES + 1);
    families.addValues(name, label, values.slice(0, MOST_VALUES), values.length > MOST_VALUES);
  }
}

async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const item of rest) {
        await work(item);
      }
    }),
  );
}

function nameIs(name: string): Matcher {
  return { label: "__name__", operator: "=", value: name };
}

function anyName(): Matcher {
  return { label: "__name__", operator: "=~", value: ".+" };
}
