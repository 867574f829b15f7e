import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureTool } from "../../scripts/tools/ensure.ts";
import { freePort } from "../../test/support/servers.ts";
import { encodeWriteRequest, type WrittenSeries } from "./remote-write.ts";

/** Most points that Prometheus returns for one series. */
const MOST_POINTS = 11_000;
/** Samples of one request of remote write. */
const SAMPLES_A_REQUEST = 200_000;
// One block for all: what is recorded later, for the same time, must still be taken.
const BLOCK = "200d";

/** One series of a result; times in seconds. */
export interface ResultSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly times: readonly number[];
  readonly values: readonly number[];
}

interface Answer {
  readonly status: string;
  readonly error?: string;
  readonly data: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly value?: readonly [number, string];
      readonly values?: readonly (readonly [number, string])[];
    }[];
    readonly stats?: { readonly samples: { readonly totalQueryableSamples: number } };
  };
}

/** A real Prometheus without targets, which takes samples of any time and answers queries. */
export class Prometheus implements AsyncDisposable {
  readonly #url: string;
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(url: string, process: ChildProcess, folder: string) {
    this.#url = url;
    this.#process = process;
    this.#folder = folder;
  }

  /** Address of its web interface. */
  get url(): string {
    return this.#url;
  }

  static async start(): Promise<Prometheus> {
    const { path } = await ensureTool("prometheus");
    const folder = await mkdtemp(join(tmpdir(), "crowsnest-prometheus-"));
    await writeFile(join(folder, "prometheus.yml"), "global: {}\n");
    const address = `127.0.0.1:${await freePort()}`;
    const server = spawn(
      path,
      [
        "--config.file=prometheus.yml",
        "--storage.tsdb.path=data",
        "--storage.tsdb.retention.time=400d",
        `--storage.tsdb.min-block-duration=${BLOCK}`,
        `--storage.tsdb.max-block-duration=${BLOCK}`,
        "--web.enable-remote-write-receiver",
        `--web.listen-address=${address}`,
        "--query.max-samples=400000000",
        "--query.timeout=10m",
        "--log.level=error",
      ],
      { cwd: folder, stdio: ["ignore", "ignore", "inherit"] },
    );
    const url = `http://${address}`;
    for (let attempt = 0; attempt < 300; attempt += 1) {
      const ready = await fetch(`${url}/-/ready`).catch(() => undefined);
      if (ready?.ok === true) {
        return new Prometheus(url, server, folder);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    server.kill();
    throw new Error("Prometheus was not ready within 30 s");
  }

  /** Stores samples; each series in the order of time. */
  async write(series: readonly WrittenSeries[]): Promise<void> {
    let batch: WrittenSeries[] = [];
    let count = 0;
    for (const one of series) {
      for (let from = 0; from < one.times.length; from += SAMPLES_A_REQUEST) {
        const times = one.times.slice(from, from + SAMPLES_A_REQUEST);
        const { labels, values, histograms } = one;
        batch.push({
          labels,
          times,
          values: values.slice(from, from + SAMPLES_A_REQUEST),
          ...(histograms !== undefined && { histograms: histograms.slice(from, from + SAMPLES_A_REQUEST) }),
        });
        count += times.length;
        if (count >= SAMPLES_A_REQUEST) {
          await this.#send(batch);
          batch = [];
          count = 0;
        }
      }
    }
    if (batch.length > 0) {
      await this.#send(batch);
    }
  }

  /** The result of an expression at one moment, in seconds, and how many samples it read. */
  async query(
    expr: string,
    time: number,
  ): Promise<{ readonly series: readonly ResultSeries[]; readonly samples: number }> {
    const { result, stats } = await this.#ask("query", { query: expr, time: String(time), stats: "all" });
    const series = result.map(({ metric, value = [0, "NaN"] }) => ({
      metric,
      times: [value[0]],
      values: [Number(value[1])],
    }));
    return { series, samples: stats?.samples.totalQueryableSamples ?? 0 };
  }

  /** The result of an expression at every step from one moment to another, in seconds. */
  async range(expr: string, start: number, end: number, step: number): Promise<readonly ResultSeries[]> {
    const all = new Map<string, { metric: ResultSeries["metric"]; times: number[]; values: number[] }>();
    for (let from = start; from <= end; from += step * MOST_POINTS) {
      const to = Math.min(end, from + step * (MOST_POINTS - 1));
      const { result } = await this.#ask("query_range", {
        query: expr,
        start: String(from),
        end: String(to),
        step: String(step),
      });
      for (const { metric, values = [] } of result) {
        const key = JSON.stringify(metric);
        const known = all.get(key) ?? { metric, times: [], values: [] };
        all.set(key, known);
        for (const [time, value] of values) {
          known.times.push(time);
          known.values.push(Number(value));
        }
      }
    }
    return [...all.values()];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGKILL");
    await ended;
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #send(series: readonly WrittenSeries[]): Promise<void> {
    const response = await fetch(`${this.#url}/api/v1/write`, {
      method: "POST",
      headers: {
        "Content-Encoding": "snappy",
        "Content-Type": "application/x-protobuf",
        "X-Prometheus-Remote-Write-Version": "0.1.0",
      },
      body: new Uint8Array(encodeWriteRequest(series)),
    });
    if (!response.ok) {
      throw new Error(`remote write: ${response.status} ${await response.text()}`);
    }
  }

  async #ask(endpoint: string, parameters: Readonly<Record<string, string>>): Promise<Answer["data"]> {
    const response = await fetch(`${this.#url}/api/v1/${endpoint}`, {
      method: "POST",
      body: new URLSearchParams(parameters),
    });
    const answer = (await response.json()) as Answer;
    if (answer.status !== "success") {
      throw new Error(`${answer.error} in ${parameters.query}`);
    }
    return answer.data;
  }
}
