import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureTool } from "../scripts/tools/ensure.ts";
import type { LineContract } from "../src/compile/logs/contract/index.ts";
import { BREAKS_METRIC, BYTES_METRIC, LINES_METRIC } from "../src/compile/logs/counters.ts";
import { elasticsearchArtifact } from "../src/compile/logs/elasticsearch/index.ts";
import type { Elk } from "../src/definitions/index.ts";
import { atLeast, atMost, exactly, type Figure, told } from "./figure.ts";
import { type Entry, plantedEntries } from "./logs/lines.ts";
import { NOT_ON_OPENSEARCH, OpenSearch, putArtifact } from "./logs/open-search.ts";
import type { OtlpSink } from "./logs/otlp-sink.ts";
import { type Pipeline, startPipeline, until } from "./logs/pipeline.ts";
import { findLines, indexLines } from "./logs/search.ts";
import { contractsOf, loggingEnvironment, searchableEnvironment } from "./logs/services.ts";

/** Lines with planted faults that are followed one by one. */
const PLANTED = 100_000;
/** Lines that the speed is measured with. */
const SPEED = 60_000;
const RUNS = 3;
const DOWN_SECONDS = 60;

/**
 * A real collector on the generated configuration: what arrives of planted lines through a rotation, a restart and
 * a minute without a receiver, what a real OpenSearch finds of as many, and the collector's speed and memory beside a
 * configuration that only passes lines on.
 */
export async function figures(): Promise<readonly Figure[]> {
  const { path } = await ensureTool("otelcol");
  const environment = loggingEnvironment();
  const contracts = contractsOf(environment);
  const planted = await inFolder((folder) => follow(path, folder, contracts));
  const searched = await inFolder(search);
  const ours: Speed[] = [];
  const bare: Speed[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    ours.push(await inFolder((folder) => speed(path, folder, contracts, false)));
    bare.push(await inFolder((folder) => speed(path, folder, contracts, true)));
  }
  const [full, passing] = [median(ours), median(bare)];
  return [
    ...planted,
    ...searched,
    told("lines a second, generated configuration", full.linesPerSecond),
    told("lines a second, lines only passed on", passing.linesPerSecond),
    atLeast("share of the bare speed", full.linesPerSecond / passing.linesPerSecond, 0.25),
    told("microseconds of processor a line, generated configuration", full.microseconds, "µs"),
    told("microseconds of processor a line, lines only passed on", passing.microseconds, "µs"),
    atMost("largest memory, generated configuration", full.memory, 512, "MiB"),
    told("largest memory, lines only passed on", passing.memory, "MiB"),
  ];
}

async function follow(
  program: string,
  folder: string,
  contracts: ReadonlyMap<string, LineContract>,
): Promise<readonly Figure[]> {
  const entries = plantedEntries(contracts, PLANTED, 1);
  const fifth = PLANTED / 5;
  const part = (index: number) => entries.slice(index * fifth, (index + 1) * fifth);
  const pipeline = await startPipeline(program, folder, loggingEnvironment());
  const { collector, pods, sink } = pipeline;
  let counted = { breaks: 0, bytes: 0, lines: 0 };
  try {
    pods.append(part(0));
    pods.rotate("json");
    pods.append(part(1));
    await arrival(pipeline, 2 * fifth);
    // What is counted is lost with the process: it is read when nothing is on its way.
    counted = await count(pipeline);
    await collector.stop();
    pods.append(part(2));
    await collector.start();
    sink.down = true;
    pods.append(part(3));
    await sleep(DOWN_SECONDS * 1_000);
    pods.append(part(4));
    sink.down = false;
    await arrival(pipeline, PLANTED);
    const after = await count(pipeline);
    counted = {
      breaks: counted.breaks + after.breaks,
      bytes: counted.bytes + after.bytes,
      lines: counted.lines + after.lines,
    };
  } finally {
    await pipeline.stop();
  }
  const shipped = sink.lines.filter(({ attributes }) => attributes["crowsnest.fragment"] === undefined);
  const broken = shipped.filter(
    ({ attributes }) => attributes["crowsnest.contract.breaks"] !== undefined,
  ).length;
  return [
    exactly("planted lines that arrive", sink.byId.size, PLANTED),
    told("lines that arrive again", sink.repeats),
    told("stack traces that come apart", sink.fragments),
    exactly("batches that hold a secret", sink.leaks, 0),
    exactly("lines judged otherwise than crowsnest logs check does", misjudged(entries, sink), 0),
    exactly("lines counted for Prometheus, beyond those that arrive", counted.lines - shipped.length, 0),
    exactly("breaks counted for Prometheus, beyond those that arrive", counted.breaks - broken, 0),
    told("bytes counted for Prometheus", counted.bytes, "B"),
  ];
}

/** A real OpenSearch on what is made for Elasticsearch: lines go in as they are written, and are asked for one by one. */
async function search(folder: string): Promise<readonly Figure[]> {
  const environment = searchableEnvironment();
  const entries = plantedEntries(contractsOf(environment), PLANTED, 3);
  const server = await OpenSearch.start((await ensureTool("opensearch")).path, folder);
  try {
    await putArtifact(server, elasticsearchArtifact(environment, environment.platform.logs as Elk));
    const start = performance.now();
    await indexLines(server, environment.name, entries);
    const seconds = (performance.now() - start) / 1_000;
    const { leaks, lost, misjudged } = await findLines(server, environment.name, entries);
    return [
      told("lines a second into OpenSearch, read by ingest pipelines", entries.length / seconds),
      exactly(
        "planted lines found in OpenSearch, in their data stream, by service, level, trace and text",
        entries.length - lost.length,
        PLANTED,
      ),
      exactly("lines in OpenSearch judged otherwise than crowsnest logs check does", misjudged.length, 0),
      exactly("lines in OpenSearch that hold a secret", leaks, 0),
      told("parts of what Elasticsearch gets that OpenSearch does not know", NOT_ON_OPENSEARCH.length),
    ];
  } finally {
    await server.stop();
  }
}

interface Speed {
  readonly linesPerSecond: number;
  readonly memory: number;
  readonly microseconds: number;
}

async function speed(
  program: string,
  folder: string,
  contracts: ReadonlyMap<string, LineContract>,
  bare: boolean,
): Promise<Speed> {
  const entries = plantedEntries(contracts, SPEED, 2);
  const pipeline = await startPipeline(program, folder, loggingEnvironment(), (config) => {
    if (bare) {
      const { pipelines } = config.service;
      for (const name of Object.keys(pipelines).filter((other) => other !== "logs/read")) {
        delete pipelines[name];
      }
      pipelines["logs/read"] = {
        exporters: ["otlphttp/loki"],
        processors: ["memory_limiter"],
        receivers: ["filelog/pods"],
      };
    }
  });
  const { collector, pods, sink } = pipeline;
  try {
    sink.keep = false;
    await collector.stop();
    pods.append(entries);
    const start = performance.now();
    await collector.start();
    await until(() => sink.count >= SPEED, 300);
    const seconds = (performance.now() - start) / 1_000;
    const usage = collector.usage();
    return {
      linesPerSecond: sink.count / seconds,
      memory: usage.memory,
      microseconds: (usage.seconds * 1e6) / sink.count,
    };
  } finally {
    await pipeline.stop();
  }
}

/** Waits until so many lines arrived, and then for stragglers. */
async function arrival({ sink }: Pipeline, lines: number): Promise<void> {
  await until(() => sink.byId.size >= lines, 300);
  await sleep(2_000);
}

async function count({ collector }: Pipeline): Promise<{ breaks: number; bytes: number; lines: number }> {
  const sum = (counters: ReadonlyMap<string, number>) => [...counters.values()].reduce((a, b) => a + b, 0);
  return {
    breaks: sum(await collector.counter(BREAKS_METRIC)),
    bytes: sum(await collector.counter(BYTES_METRIC)),
    lines: sum(await collector.counter(LINES_METRIC)),
  };
}

function misjudged(entries: readonly Entry[], sink: OtlpSink): number {
  return entries.filter(
    ({ breaks, id }) =>
      JSON.stringify(sink.byId.get(id)?.attributes["crowsnest.contract.breaks"] ?? []) !==
      JSON.stringify(breaks),
  ).length;
}

function median(runs: readonly Speed[]): Speed {
  const sorted = [...runs].sort((a, b) => a.linesPerSecond - b.linesPerSecond);
  return sorted[Math.floor(sorted.length / 2)] as Speed;
}

async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "crowsnest-logs-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { force: true, recursive: true });
  }
}
