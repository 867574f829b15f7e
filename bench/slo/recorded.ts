import type { RecordingRule } from "../../src/artifacts/index.ts";
import type { Prometheus } from "./prometheus.ts";
import { STALE_MARKER, type WrittenSeries } from "./remote-write.ts";
import { SCRAPE_OFFSET, SCRAPE_SECONDS, START } from "./time-line.ts";
import { type ScrapedSeries, seeded, simulate, type Traffic, type Truth } from "./traffic.ts";

/** What scrapes do wrong. */
export interface Faults {
  readonly missed?: number;
  readonly jitter?: number;
}

/** Lets the traffic of a service happen and stores what scrapes see of it, with the end of series as they write it. */
export async function scrape(
  prometheus: Prometheus,
  service: string,
  traffic: Traffic,
  { missed = 0, jitter = 0 }: Faults = {},
): Promise<Truth> {
  const { series, up, truth } = simulate(traffic);
  const random = seeded(traffic.seed + 1_000);
  const scrapes = truth.total.length;
  const late = Array.from({ length: scrapes }, () => random() * jitter);
  const failed = Array.from({ length: scrapes }, () => random() < missed);
  const labels = (pod: string) => ({
    environment: "production",
    instance: `${pod}:8080`,
    job: service,
    namespace: "shop",
    pod,
    service,
    team: "payments",
  });
  const timed = (values: ScrapedSeries["values"], ofFailed: number | undefined) => {
    const times: number[] = [];
    const written: number[] = [];
    let alive = false;
    for (let scrape = 0; scrape < scrapes; scrape += 1) {
      const seen = values[scrape];
      const value = seen !== undefined && failed[scrape] === true ? ofFailed : seen;
      if (value !== undefined || alive) {
        times.push(
          Math.round((START + SCRAPE_OFFSET + scrape * SCRAPE_SECONDS + (late[scrape] ?? 0)) * 1_000),
        );
        written.push(value ?? STALE_MARKER);
      }
      alive = value !== undefined;
    }
    return { times, values: written };
  };
  await prometheus.write([
    ...series.map(({ pod, status, values }) => ({
      labels: { ...labels(pod), __name__: "http_requests_total", status_code: status },
      ...timed(values, undefined),
    })),
    ...[...up].map(([pod, values]) => ({
      labels: { ...labels(pod), __name__: "up" },
      ...timed([...values], 0),
    })),
  ]);
  return truth;
}

/**
 * Records rules at every evaluation from one moment to another, rule after rule: each reads what those before it
 * recorded, as they would at every evaluation.
 */
export async function record(
  prometheus: Prometheus,
  rules: readonly RecordingRule[],
  start: number,
  end: number,
  step: number,
): Promise<void> {
  for (const rule of rules) {
    const results = await prometheus.range(rule.expr, start, end, step);
    await prometheus.write(
      results.map(({ metric, times, values }): WrittenSeries => {
        const { __name__, ...own } = metric;
        return {
          labels: { ...own, ...rule.labels, __name__: rule.record },
          times: times.map((time) => Math.round(time * 1_000)),
          values,
        };
      }),
    );
  }
}
