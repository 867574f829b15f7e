import type { Artifacts } from "../artifacts/index.ts";
import type { PanelSeries, Samples } from "./input.ts";
import type { PreviewQuery } from "./panels.ts";
import { type PanelRequest, panelRequests } from "./queries.ts";

/** How a Prometheus is asked. */
export interface SampleOptions {
  /** Address of its web interface. */
  readonly prometheus: string;
  /** Seconds since 1970 at the right edge of every chart. */
  readonly at: number;
  /** Seconds that a chart covers. Default: six hours. */
  readonly range?: number;
  readonly onProgress?: (done: number, all: number) => void;
}

/** What came of asking: a query that failed leaves its panel a sketch. */
export interface Sampling {
  readonly samples: Samples;
  readonly failures: readonly { readonly expr: string; readonly reason: string }[];
}

const DEFAULT_RANGE = 6 * 3_600;
const POINTS = 180;
const AT_ONCE = 8;
/** Lines that a small chart can hold. */
const MOST_SERIES = 24;
const TIMEOUT_MS = 30_000;

/** Puts every query of every dashboard to a Prometheus. */
export async function samplePanels(artifacts: Artifacts, options: SampleOptions): Promise<Sampling> {
  const requests = artifacts.environments.flatMap(panelRequests);
  // By position, for lines have the order and the colours of the queries, whichever is answered first.
  const answers: Answer[] = [];
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let index = next++; index < requests.length; index = next++) {
      const request = requests[index] as PanelRequest;
      answers[index] = await ask(request, options);
      done += 1;
      options.onProgress?.(done, requests.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return samplingOf(requests, answers);
}

function samplingOf(requests: readonly PanelRequest[], answers: readonly Answer[]): Sampling {
  const samples = new Map<string, Record<string, PanelSeries[]>>();
  const failures: { expr: string; reason: string }[] = [];
  answers.forEach((answer, index) => {
    const { dashboard, panel, expr } = requests[index] as PanelRequest;
    if ("reason" in answer) {
      failures.push({ expr, reason: answer.reason });
      return;
    }
    const panels = samples.get(dashboard) ?? {};
    samples.set(dashboard, panels);
    panels[panel] = [...(panels[panel] ?? []), ...answer.series];
  });
  return { samples, failures };
}

type Answer = { readonly series: readonly PanelSeries[] } | { readonly reason: string };

async function ask({ expr, kind, query }: PanelRequest, options: SampleOptions): Promise<Answer> {
  const { prometheus, at, range = DEFAULT_RANGE } = options;
  const instant = kind !== "timeseries";
  const parameters = new URLSearchParams(
    instant
      ? { query: expr, time: String(at) }
      : { query: expr, start: String(at - range), end: String(at), step: String(range / POINTS) },
  );
  const address = `${prometheus.replace(/\/+$/, "")}/api/v1/${instant ? "query" : "query_range"}`;
  try {
    const response = await fetch(address, {
      method: "POST",
      body: parameters,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = (await response.json()) as PrometheusAnswer;
    if (body.status !== "success" || body.data === undefined) {
      return { reason: body.error ?? `status ${response.status}` };
    }
    const { data } = body;
    const found = data.resultType === "scalar" ? [{ metric: {}, value: data.result }] : data.result;
    return { series: found.slice(0, MOST_SERIES).map((item) => series(item, query)) };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

interface PrometheusAnswer {
  readonly status: string;
  readonly error?: string;
  readonly data?:
    | { readonly resultType: "scalar"; readonly result: readonly [number, string] }
    | { readonly resultType: "vector" | "matrix"; readonly result: readonly PrometheusSeries[] };
}

interface PrometheusSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: readonly [number, string];
  readonly values?: readonly (readonly [number, string])[];
}

function series({ metric, value, values }: PrometheusSeries, { legend, refId }: PreviewQuery): PanelSeries {
  const points = values ?? (value === undefined ? [] : [value]);
  return {
    labels: metric,
    legend: legendText(legend, metric),
    refId,
    times: points.map(([time]) => time),
    values: points.map(([, text]) => (Number.isFinite(Number(text)) ? Number(text) : null)),
  };
}

function legendText(legend: string, metric: PrometheusSeries["metric"]): string {
  if (legend === "") {
    const labels = Object.entries(metric).filter(([name]) => name !== "__name__");
    return labels.map(([name, value]) => `${name}=${value}`).join(" ") || "value";
  }
  return legend.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => metric[name] ?? "");
}
